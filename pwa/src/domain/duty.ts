/** What somebody on duty is there for. */
export type Post = 'monitor' | 'second' | 'manager';

export const POSTS: readonly Post[] = ['monitor', 'second', 'manager'];

/** Somebody's time on duty. */
export interface Duty {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly post: Post;
  readonly begins: string;
  readonly ends: string;
  readonly made_by_name: string | null;
}

/** Who is on duty and will be, and who can be put on duty. */
export interface Rota {
  readonly now: string;
  readonly duties: readonly Duty[];
  readonly people: readonly { readonly account: string; readonly name: string; readonly role: string }[];
}

/** Whether nobody would watch any more, now, without this one's time on duty. */
export function isLast(duty: Duty, duties: readonly Duty[], now: number): boolean {
  const watch = (one: Duty) => one.post !== 'manager' && isNow(one, now);
  return watch(duty) && !duties.some((one) => one.account !== duty.account && watch(one));
}

/** Whether somebody's time on duty is running. `now` by the server's clock, in milliseconds. */
export function isNow({ begins, ends }: Duty, now: number): boolean {
  return Date.parse(begins) <= now && now < Date.parse(ends);
}
