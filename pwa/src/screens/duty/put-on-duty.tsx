import { useSignal } from '@preact/signals';
import { POSTS, type Post, type Rota } from '#domain/duty';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { Field, targetOf } from '#parts/field';
import type { Values } from '#parts/form-values';
import { instantOf } from '#parts/local-time';
import { useDoing } from '#screens/common/doing';
import { Failure } from '#screens/common/failure';
import { paths } from '#screens/common/paths';
import { zone } from '#screens/common/place';
import { FoundAgain } from '#screens/form/found-again';
import { type Typed, useTyped } from '#screens/form/use-typed';
import { goOnDuty } from '#state/duty';
import { person } from '#state/session';
import { duty as say } from '#text/en';

interface Boxes extends Values {
  account: string | null;
  post: string | null;
  begins: string | null;
  ends: string | null;
}

const EMPTY: Boxes = { account: null, post: 'monitor', begins: null, ends: null };

/** Puts somebody on the rota: who, as what, from when until when. A monitor puts only themselves on it. */
export function PutOnDuty({ rota: { people } }: { rota: Rota }) {
  const doing = useDoing();
  const typed = useTyped({ key: `${paths.duty}#put-on`, form: 'duty', start: EMPTY });
  const problem = useSignal<Fault | null>(null);
  const keepsRota = person.value?.role !== 'monitor';
  const save = async () => {
    const { post } = typed.values;
    const account = keepsRota ? typed.values.account : (person.value?.id ?? null);
    const begins = instantOf(typed.values.begins ?? '', zone());
    const ends = instantOf(typed.values.ends ?? '', zone());
    problem.value = faultOf(account, begins, ends);
    if (problem.value !== null) goTo(problem.value);
    if (problem.value !== null || begins === null || ends === null) return;
    const duty = { account, post: (post ?? 'monitor') as Post, begins, ends };
    if (await doing.run(() => goOnDuty(duty))) await typed.taken();
  };
  const box = boxes(typed, problem.value);
  const options = people.map(({ account, name }) => ({ value: account, words: name }));
  const posts = POSTS.map((post) => ({ value: post, words: say.posts[post] }));
  return (
    <Card id="put-on" heading={keepsRota ? say.putOn : say.putMeOn}>
      <FoundAgain form={typed} boxes="put-on" />
      <Failure words={doing.words} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {keepsRota && <Field {...box('account', say.who)} rule={RULES.account} options={options} />}
        <Field {...box('post', say.post)} rule={RULES.post} options={posts} />
        <Field {...box('begins', say.begins)} rule={RULES.begins} />
        <Field {...box('ends', say.ends)} rule={RULES.ends} />
        <Button type="submit" look="secondary" busy={doing.busy}>
          {keepsRota ? say.putOn : say.putMeOn}
        </Button>
      </form>
    </Card>
  );
}

const RULES = {
  account: { type: 'ref', required: true },
  post: { type: 'code', required: true, codes: POSTS },
  begins: { type: 'time', required: true },
  ends: { type: 'time', required: true },
} as const;
type Name = keyof typeof RULES;

/** What is wrong, and at which box. */
interface Fault {
  name: Name;
  words: string;
}

function boxes({ values, put }: Typed<Boxes>, fault: Fault | null) {
  return (name: Name, label: string) => ({
    name,
    label,
    value: values[name],
    errors: fault?.name === name ? [fault.words] : [],
    onInput: (value: unknown) => put({ [name]: value === null ? null : String(value) }),
  });
}

function goTo({ name }: Fault): void {
  document.getElementById(targetOf(name, RULES[name]))?.focus();
}

function faultOf(account: string | null, begins: string | null, ends: string | null): Fault | null {
  if (account === null) return { name: 'account', words: say.needWho };
  if (begins === null) return { name: 'begins', words: say.needTimes };
  if (ends === null) return { name: 'ends', words: say.needTimes };
  return begins >= ends ? { name: 'ends', words: say.endsFirst } : null;
}
