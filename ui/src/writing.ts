/** Whether the editor is writing something about the open story. */
export const isWriting = () =>
  document.activeElement?.matches('.reader :is(input, textarea, [contenteditable])') ?? false;
