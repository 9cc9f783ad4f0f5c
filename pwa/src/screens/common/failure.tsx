/** Says aloud why something did not go. */
export function Failure({ words }: { words: string | null }) {
  return <div role="alert">{words !== null && <p class="failure">{words}</p>}</div>;
}
