import {
  Children,
  cloneElement,
  Fragment,
  isValidElement,
  type LinkHTMLAttributes,
  type ReactNode,
} from "react";
import { Scripts } from "react-router";

/**
 * `<Scripts>`, its files fetched after what is seen: every page is whole without them, so styles come first. React Router
 * has no setting for this, which is why its elements are taken apart; found otherwise than expected, they stay as they are.
 */
export function LateScripts(props: { nonce?: string }) {
  return lowered(Scripts(props));
}

const lowered = (nodes: ReactNode): ReactNode =>
  Children.map(nodes, (node) => {
    if (isValidElement<{ children?: ReactNode }>(node) && node.type === Fragment)
      return lowered(node.props.children);
    if (isValidElement<LinkHTMLAttributes<HTMLLinkElement>>(node) && node.type === "link")
      return cloneElement(node, { fetchPriority: "low" });
    return node;
  });
