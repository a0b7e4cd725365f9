export default function Search() {
  return <h1>Kexiang</h1>;
}
