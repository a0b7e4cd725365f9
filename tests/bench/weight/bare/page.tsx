export const loader = () => ({ words: "bare" });

export default function Page({ loaderData }: { loaderData: { words: string } }) {
  return <p>{loaderData.words}</p>;
}
