// A row of the table leads to its place in the text.
const editor = acquireVsCodeApi();
document.body.addEventListener('click', (event) => {
  const row = event.target.closest('tr[data-row]');
  if (!row) return;
  event.preventDefault();
  editor.postMessage(Number(row.dataset.row));
});
