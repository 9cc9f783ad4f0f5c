import type { Notifier } from '#state/notifier';

/** Where a browser takes pushes the first time. */
export const SUBSCRIPTION = { endpoint: 'https://push.example.org/1', keys: { p256dh: 'p', auth: 'a' } };

/** What a browser offers for notifications, with no push service behind it. */
export class Browser implements Notifier {
  leave: NotificationPermission = 'default';
  answer: NotificationPermission = 'granted';
  subscribed: string[] = [];
  /** Where it takes pushes now. */
  at: string | null = null;
  say: (word: { type?: string; kind?: string }) => void = () => {};
  subscribe = async (key: string) => {
    this.subscribed.push(key);
    this.at ??= `https://push.example.org/${this.subscribed.length}`;
    return { ...SUBSCRIPTION, endpoint: this.at };
  };
  unsubscribe = async () => {
    const before = this.at ?? '';
    this.at = null;
    return before;
  };
  permission = () => this.leave;
  ask = async () => {
    this.leave = this.answer;
    return this.leave;
  };
  hear = (run: (word: { type?: string; kind?: string }) => void) => {
    this.say = run;
    return () => {
      this.say = () => {};
    };
  };
}
