/** What a transition leaves behind, as JSON can hold it. */
export interface Moved {
  id: string;
  state: string;
}

export const moved = ({ id, state }: Moved): Moved => ({ id, state });
