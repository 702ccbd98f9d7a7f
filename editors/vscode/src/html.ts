// Text on its way into a webview.

/** Text that HTML shows as it is. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
