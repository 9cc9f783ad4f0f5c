import { useSignal } from '@preact/signals';
import { POSTS, type Post, type Rota } from '#domain/duty';
import { Button } from '#parts/button';
import { Card } from '#parts/card';
import { Field } from '#parts/field';
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
  const problem = useSignal<string | null>(null);
  const keepsRota = person.value?.role !== 'monitor';
  const save = async () => {
    const { post } = typed.values;
    const account = keepsRota ? typed.values.account : (person.value?.id ?? null);
    const begins = instantOf(typed.values.begins ?? '', zone());
    const ends = instantOf(typed.values.ends ?? '', zone());
    problem.value = faultOf(account, begins, ends);
    if (problem.value !== null || begins === null || ends === null) return;
    const duty = { account, post: (post ?? 'monitor') as Post, begins, ends };
    if (await doing.run(() => goOnDuty(duty))) await typed.taken();
  };
  const options = people.map(({ account, name }) => ({ value: account, words: name }));
  const posts = POSTS.map((post) => ({ value: post, words: say.posts[post] }));
  return (
    <Card id="put-on" heading={keepsRota ? say.putOn : say.putMeOn}>
      <FoundAgain form={typed} boxes="put-on" />
      <Failure words={problem.value ?? doing.words} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {keepsRota && <Field {...box('account', say.who, typed)} rule={REF} options={options} />}
        <Field {...box('post', say.post, typed)} rule={CODE} options={posts} />
        <Field {...box('begins', say.begins, typed)} rule={TIME} />
        <Field {...box('ends', say.ends, typed)} rule={TIME} />
        <Button type="submit" look="secondary" busy={doing.busy}>
          {keepsRota ? say.putOn : say.putMeOn}
        </Button>
      </form>
    </Card>
  );
}

const REF = { type: 'ref', required: true } as const;
const CODE = { type: 'code', required: true, codes: POSTS } as const;
const TIME = { type: 'time', required: true } as const;

function box(name: keyof typeof EMPTY & string, label: string, { values, put }: Typed<Boxes>) {
  const onInput = (value: unknown) => put({ [name]: value === null ? null : String(value) });
  return { name, label, value: values[name], errors: [], onInput };
}

function faultOf(account: string | null, begins: string | null, ends: string | null): string | null {
  if (account === null) return say.needWho;
  if (begins === null || ends === null) return say.needTimes;
  return begins >= ends ? say.endsFirst : null;
}
