// Runs inside VS Code's extension host, with the packed extension and its own server.
const assert = require('node:assert/strict');
const { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const folder = vscode.workspace.workspaceFolders[0].uri.fsPath;
const sample = path.join(folder, 'halden-optics-2031-q2.txt');
const seeds = process.env.SEEDS;

/** Each line is written at once, so that a run that hangs tells where. */
const tell = (line) => appendFileSync(process.env.REPORT, `${line}\n`);
let passed = 0;
let failed = 0;

async function test(name, body) {
  try {
    await body();
    passed++;
    tell(`ok   ${name}`);
  } catch (error) {
    failed++;
    tell(`FAIL ${name}: ${String(error.message).slice(0, 1500)}`);
  }
}

/** Waits until `probe` gives something, and returns it; a failure tells what it gave last. */
async function eventually(what, probe, milliseconds = 15_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`did not come: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const run = (command, ...more) => vscode.commands.executeCommand(command, ...more);
const findings = (uri) => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'tieout');
const check = ({ code }) => (typeof code === 'object' ? code.value : code);

async function show(file) {
  const document = await vscode.workspace.openTextDocument(file);
  return vscode.window.showTextDocument(document);
}

/** The range of the first place of `text`. */
function place(document, text) {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `no "${text}" in ${document.uri}`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

async function hover(document, text) {
  const hovers = await run('vscode.executeHoverProvider', document.uri, place(document, text).start.translate(0, 1));
  return hovers.flatMap(({ contents }) => contents.map((content) => content.value ?? content)).join('\n');
}

/** All names of an outline, in its order. */
async function outline(document) {
  const names = (symbols) => (symbols ?? []).flatMap(({ name, children }) => [name, ...names(children)]);
  return names(await run('vscode.executeDocumentSymbolProvider', document.uri)).join('\n');
}

async function hints(document) {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const shown = await run('vscode.executeInlayHintProvider', document.uri, all);
  return shown.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join(''))).join('|');
}

function includes(text, ...parts) {
  for (const part of parts) assert.ok(text.includes(part), `no "${part}" in: ${text}`);
}

async function onTheSample() {
  const editor = await show(sample);
  let { document } = editor;

  await test('plain text that is a call gets its language, and lines wrap', async () => {
    await eventually('the language', () => {
      document = vscode.workspace.textDocuments.find(({ uri, isClosed }) => uri.fsPath === sample && !isClosed) ?? document;
      return document.languageId === 'earnings-call';
    });
    assert.equal(vscode.workspace.getConfiguration('editor', document).get('wordWrap'), 'on');
  });

  await test('the outline lists the resolved speakers', async () => {
    includes(await outline(document), 'Raman', 'Lindqvist', 'Tully', 'Whitlock, Corvane Securities', 'Marchetti', 'Oyelaran');
  });

  await test('hover on a number tells value, metric, period, speaker and the growth that ties', async () => {
    includes(await hover(document, '$96.7 million'), '96,700,000', 'revenue', 'Lindqvist', '11.9–12.2%');
    includes(await hover(document, '$98 million'), '98,000,000', 'revenue', 'Q3 FY2031', 'Tully');
  });

  await test('the wrong share is a finding with its places, and nothing else is', async () => {
    const [finding, ...others] = await eventually('a finding', () => findings(document.uri).length && findings(document.uri));
    assert.deepEqual(others, []);
    assert.equal(check(finding), 'share-mismatch');
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
    includes(document.getText(finding.range), '51%');
    assert.ok(finding.relatedInformation.length > 0);
  });

  await test('names are hinted after title-only labels; ticks when the setting says so', async () => {
    includes(await hints(document), 'Owen Tully', 'Marta Lindqvist');
    assert.ok(!(await hints(document)).includes('✓'));
    await run('tieout.toggleTicks');
    await eventually('ticks', async () => (await hints(document)).includes('✓'));
    await run('tieout.toggleTicks');
    await eventually('no ticks', async () => !(await hints(document)).includes('✓'));
    await vscode.workspace.getConfiguration('tieout').update('inlayHints.names', false, vscode.ConfigurationTarget.Global);
    await eventually('no names', async () => !(await hints(document)).includes('Owen Tully'));
    await vscode.workspace.getConfiguration('tieout').update('inlayHints.names', undefined, vscode.ConfigurationTarget.Global);
    await eventually('names', async () => (await hints(document)).includes('Owen Tully'));
  });

  await test('one command hides and shows all hints of calls', async () => {
    const enabled = () => vscode.workspace.getConfiguration('editor', document).get('inlayHints.enabled');
    await run('tieout.toggleInlayHints');
    await eventually('off', () => enabled() === 'off');
    await run('tieout.toggleInlayHints');
    await eventually('on', () => enabled() === 'on');
  });

  await test('the code lens counts figures, ties and findings', async () => {
    const lenses = await run('vscode.executeCodeLensProvider', document.uri, 5);
    assert.equal(lenses.length, 1);
    includes(lenses[0].command.title, 'figures', 'tied', '1 finding');
  });

  await test('workspace symbols find a speaker', async () => {
    await eventually('the speaker', async () => {
      const found = await run('vscode.executeWorkspaceSymbolProvider', 'Tully');
      return found.some(({ name, location }) => name.includes('Tully') && location.uri.fsPath === sample);
    });
  });

  await test('definition and references of a number', async () => {
    const last = document.getText().lastIndexOf('$96.7 million');
    const at = document.positionAt(last + 1);
    const [first] = await run('vscode.executeDefinitionProvider', document.uri, at);
    const range = first.targetSelectionRange ?? first.targetRange ?? first.range;
    assert.deepEqual(range, place(document, '$96.7 million'));
    const all = await run('vscode.executeReferenceProvider', document.uri, at);
    const same = all.filter(({ range }) => document.getText(range) === '$96.7 million');
    assert.equal(same.length, document.getText().split('$96.7 million').length - 1);
  });

  await test('folding follows sections and turns', async () => {
    const ranges = await run('vscode.executeFoldingRangeProvider', document.uri);
    assert.ok(ranges.length > 5, `${ranges.length} ranges`);
  });

  await test('semantic tokens are of types that the extension gives colours', async () => {
    const legend = await run('vscode.provideDocumentSemanticTokensLegend', document.uri);
    const tokens = await run('vscode.provideDocumentSemanticTokens', document.uri);
    assert.ok(tokens.data.length > 0);
    const manifest = vscode.extensions.getExtension('tieout.tieout').packageJSON.contributes;
    const modifiers = new Set(manifest.semanticTokenModifiers.map(({ id }) => id));
    const standard = ['declaration', 'definition', 'readonly', 'static', 'deprecated', 'abstract', 'async', 'modification', 'documentation', 'defaultLibrary'];
    for (const modifier of legend.tokenModifiers) assert.ok(modifiers.has(modifier) || standard.includes(modifier), modifier);
  });

  await test('key figures open in a panel beside the text', async () => {
    await run('tieout.showKeyFigures');
    await eventually('the panel', () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.startsWith('Key figures: halden'))));
  });

  await test('export writes a table that a spreadsheet reads', async () => {
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    for (const format of ['tsv', 'csv', 'json']) {
      const target = path.join(folder, `figures.${format}`);
      await run('tieout.exportFigures', format, vscode.Uri.file(target));
      const text = await eventually(target, () => existsSync(target) && readFileSync(target, 'utf8'));
      if (format === 'json') assert.ok(JSON.parse(text).length > 20);
      else assert.ok(text.startsWith('\ufeff') === (format === 'csv') && text.includes('revenue') && text.split('\n').length > 20, text.slice(0, 300));
    }
    const target = path.join(folder, 'thousands.tsv');
    await run('tieout.exportFigures', 'tsv', vscode.Uri.file(target), 'thousands');
    includes(await eventually(target, () => existsSync(target) && readFileSync(target, 'utf8')), '\t96700\t');
  });

  await test('a call in Markdown stays Markdown, and the commands are about it', async () => {
    const file = path.join(folder, 'halden.md');
    writeFileSync(file, document.getText());
    const other = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await vscode.window.showTextDocument(other, vscode.ViewColumn.Two);
    await eventually('the finding', () => findings(other.uri).length === 1);
    await eventually('its key figures', async () => {
      await vscode.window.showTextDocument(other, vscode.ViewColumn.Two);
      await run('tieout.showKeyFigures');
      return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Key figures: halden.md'));
    });
    assert.equal(other.languageId, 'markdown');
    await vscode.window.showTextDocument(other, vscode.ViewColumn.Two);
    await run('workbench.action.closeActiveEditor');
  });

  await test('explain shows the page of the check at the cursor', async () => {
    const front = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const wrong = place(document, '51%').start;
    front.selection = new vscode.Selection(wrong, wrong);
    await run('tieout.explainCheck');
    await eventually('the page', () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'share-mismatch')));
    assert.equal(vscode.window.activeTextEditor?.document, document);
  });

  await test('restart gives a new server that knows the text', async () => {
    await run('tieout.restartServer');
    await eventually('the outline', async () => (await outline(document)).includes('Tully'));
    await eventually('the finding', () => findings(document.uri).length === 1);
  });

  await test('a server that is not there leaves the text alone; the setting put right brings it back', async () => {
    const setting = vscode.workspace.getConfiguration('tieout');
    await setting.update('server.path', '~/nowhere/tieout', vscode.ConfigurationTarget.Global);
    await eventually('no findings', () => findings(document.uri).length === 0);
    await setting.update('server.path', undefined, vscode.ConfigurationTarget.Global);
    await eventually('the finding', () => findings(document.uri).length === 1);
  });

  await test('the repair corrects the number, and the finding is gone', async () => {
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const wrong = place(document, '51%');
    const actions = await run('vscode.executeCodeActionProvider', document.uri, wrong, vscode.CodeActionKind.QuickFix.value, 20);
    const repair = actions.find(({ title, edit }) => edit && title.includes('15%'));
    assert.ok(repair, actions.map(({ title }) => title).join(' | '));
    assert.notEqual(repair.isPreferred, true);
    await vscode.workspace.applyEdit(repair.edit);
    includes(document.getText(), 'or 15% of total revenue');
    await eventually('no findings', () => findings(document.uri).length === 0);
    await run('undo');
    await eventually('the finding', () => findings(document.uri).length === 1);
  });

  await test('accepting the finding writes it to tieout.toml; saved, the finding is gone', async () => {
    const front = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const wrong = place(document, '51%').start;
    front.selection = new vscode.Selection(wrong, wrong);
    // Another finding of the same place, which is offered to be accepted, too.
    const other = new vscode.CodeAction('Accept this finding (sum-mismatch) in tieout.toml', vscode.CodeActionKind.QuickFix);
    other.edit = new vscode.WorkspaceEdit();
    other.edit.insert(document.uri, new vscode.Position(0, 0), 'the wrong one');
    const others = vscode.languages.registerCodeActionsProvider('earnings-call', { provideCodeActions: () => [other] });
    await run('tieout.acceptFinding');
    others.dispose();
    assert.ok(!document.getText().includes('the wrong one'));
    const file = path.join(folder, 'tieout.toml');
    const accepted = await eventually('the file', () => vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === file));
    includes(accepted.getText(), '[[accept]]', 'check = "share-mismatch"', '51%', 'reason = ""');
    const shown = await eventually('the editor', () => [vscode.window.activeTextEditor].find((it) => it?.document === accepted));
    const before = await eventually('the cursor', () => accepted.getText(new vscode.Range(new vscode.Position(0, 0), shown.selection.active)));
    assert.ok(before.endsWith('reason = "'), before);
    // Accepted once more before it is saved, the entry is shown and not written twice.
    const written = accepted.getText();
    const again = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    again.selection = new vscode.Selection(wrong, wrong);
    await run('tieout.acceptFinding');
    await eventually('the file again', () => vscode.window.activeTextEditor?.document === accepted);
    assert.equal(accepted.getText(), written);
    await accepted.save();
    await eventually('no findings', () => findings(document.uri).length === 0);
  });

  await test('an untitled call is looked at, too', async () => {
    const untitled = await vscode.workspace.openTextDocument({ language: 'earnings-call', content: document.getText() });
    includes(await eventually('the outline', () => outline(untitled)), 'Tully');
    await eventually('the finding', () => findings(untitled.uri).length === 1);
  });

  await test('a call pasted into plain text gets its language', async () => {
    const empty = await vscode.workspace.openTextDocument({ language: 'plaintext', content: '' });
    const editor = await vscode.window.showTextDocument(empty);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), document.getText()));
    await eventually('the language', () => vscode.window.activeTextEditor.document.languageId === 'earnings-call');
  });

  await test('text that is no call is left alone', async () => {
    const file = path.join(folder, 'shopping.txt');
    writeFileSync(file, 'Two litres of milk, 3 eggs and $4 of bread.\n\nAnalyst: none.\n');
    const other = (await show(file)).document;
    assert.equal(await outline(other), '');
    assert.equal(other.languageId, 'plaintext');
    assert.deepEqual(findings(other.uri), []);
    assert.equal((await run('vscode.executeCodeLensProvider', other.uri, 5)).length, 0);
  });
}

async function onRealCalls() {
  const open = async (number) => (await show(path.join(seeds, readdirSync(seeds).find((name) => name.startsWith(`${number}_`))))).document;

  await test('title-only labels are resolved in the outline, and the growths of a number are told', async () => {
    const document = await open('000');
    includes(await outline(document), 'Horowitz', 'Conte', 'Tinsley');
    includes(await hover(document, '$22.4 million'), '22,400,000', 'bookings', 'Q3 FY2007', '32%', '60%');
  });

  await test('the share of the wrong base is found', async () => {
    const document = await open('001');
    const found = await eventually('the finding', () => findings(document.uri).find((finding) => check(finding) === 'share-mismatch'));
    includes(document.lineAt(found.range.start.line).text, '16% of this amount');
  });

  await test('no warning on the other two', async () => {
    for (const number of ['000', '002']) {
      const document = await open(number);
      await outline(document);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      assert.deepEqual(findings(document.uri).filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning), []);
    }
  });
}

exports.run = async () => {
  await onTheSample();
  const skipped = existsSync(seeds) ? 0 : 1;
  if (skipped) tell('skip real calls: there are none beside this repository');
  else await onRealCalls();
  tell(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  if (failed || !passed) throw new Error(`${failed} failed`);
};
