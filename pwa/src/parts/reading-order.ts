import { options } from 'preact';

/** What turns the characters around it, unseen: embeddings, overrides, and isolates with a direction of their own. */
const TURNING = /[\u202a-\u202e\u2066\u2067]/g;
/** It has no width and no direction, and as many code units: whatever points into a text still does. */
const NOTHING = '\u2060';

/** Shows every text in the order in which it was written: no character in it turns a dose or a code round. */
export function showAsWritten(): void {
  const before = options.vnode;
  options.vnode = (vnode) => {
    const node: { props: unknown } = vnode;
    if (typeof node.props === 'string') node.props = node.props.replace(TURNING, NOTHING);
    before?.(vnode);
  };
}
