import { type Leaving, leaving } from '#state/leaving';
import { push as say } from '#text/en';

/** Says to whoever leaves this phone, by signing out or to a colleague, what does not reach them here any more. */
export function StopsRinging({ out }: { out: boolean }) {
  return (
    <>
      {ringingWords(leaving.value, out).map((line) => (
        <p key={line}>
          <strong>{line}</strong>
        </p>
      ))}
    </>
  );
}

/** What does not reach them here any more: of their duty first, then of their visit. */
export function ringingWords({ duty, visit, rings }: Leaving, out: boolean): string[] {
  const since = out ? say.onceOut : say.onceLent;
  const words = visit ? [say.visitEnds(since)] : [];
  if (duty === 'unknown') words.unshift(say.perhapsDutyEnds(since));
  else if (duty !== null) words.unshift(say.dutyEnds(since, duty.last, duty.held));
  return words.length === 0 && rings ? [say.ringingEnds(since)] : words;
}
