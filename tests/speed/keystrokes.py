#!/usr/bin/env python3
"""How long a keystroke takes, as an editor sees it, for calls of three sizes and beside other servers.

    keystrokes.py [--sizes 60,600,6000] [--edits 200] NAME=COMMAND ...

Each server is started anew for each size. A keystroke is one incremental `didChange` of one character within a
paragraph, and is over when the diagnostics of that version are there: pushed, or asked for in the same write where the
server takes questions. A hover, an outline and the tokens are each asked for behind a keystroke of their own, in one
write with it, so that nothing is answered from what was known before; and hover and outline once more of a text at rest,
as an editor does that shows them long after the last keystroke. Memory is the most that the process held (VmHWM). The row "nobody" is a server that does nothing: the time that the pipes and this client take.

The text of 60 KB is one call, made of the sample in tests/fixtures; larger ones are several calls in a file.
Python 3.11 and Linux, no packages.
"""
import argparse
import json
import os
import platform
import select
import shlex
import subprocess
import sys
import time
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "fixtures/sample/halden-optics-2031-q2.txt"
QUESTION = "\nOperator\nOur next question is from "
PATIENCE = 60
AT_REST = ("hover", "symbols")
COLUMNS = ("keystroke", "hover", "hover at rest", "symbols", "symbols at rest", "tokens")


def call_of(kilobytes: int) -> str:
    """The sample with as many questions, from other people and with other numbers, as fill a call of this size."""
    text = SAMPLE.read_text(encoding="utf-8")
    start, end = text.index(QUESTION), text.index("\nOperator\nThere are no further questions")
    exchange, calls, number = text[start:end], [text[:end]], 0
    remarks = text[text.index("- CFO"):text.index("Operator, we are ready")]
    calls.append(remarks.replace("- CFO", "\n- CFO"))
    while sum(map(len, calls)) < kilobytes * 1000 - 500:
        number += 1
        name = f"{'BCDFGHKLMN'[number % 10]}{'aeiou'[number // 10 % 5]}rt {'KLMNPRST'[number % 8]}enning"
        calls.append(exchange.replace("Jules Marchetti", name).replace("$9.4", f"${number % 90 + 2}.{number % 9}"))
    return "".join(calls) + text[end:]


class Server:
    def __init__(self, command: str):
        self.process = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.input, self.output = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self.input, False)
        self.buffer, self.missing, self.inbox, self.ids = bytearray(), None, [], 0

    def frame(self, method: str, params, request=False) -> bytes:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if request:
            self.ids += 1
            message["id"] = self.ids
        body = json.dumps(message).encode()
        return b"Content-Length: %d\r\n\r\n" % len(body) + body

    def write(self, data: bytes):
        while data:
            readable, writable, _ = select.select([self.output], [self.input], [])
            if readable:
                self.fill()
            if writable:
                data = data[os.write(self.input, data):]

    def fill(self):
        chunk = os.read(self.output, 1 << 20)
        if not chunk:
            sys.exit("the server has ended")
        self.buffer += chunk
        while True:
            if self.missing is None:
                end = self.buffer.find(b"\r\n\r\n")
                if end < 0:
                    return
                head = bytes(self.buffer[:end])
                self.missing = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if b"ength" in line)
                del self.buffer[:end + 4]
            if len(self.buffer) < self.missing:
                return
            now, message = time.perf_counter(), json.loads(bytes(self.buffer[:self.missing]))
            del self.buffer[:self.missing]
            self.missing = None
            if "method" in message and "id" in message:
                items = (message["params"] or {}).get("items", [])
                result = [None] * len(items) if message["method"] == "workspace/configuration" else None
                reply = json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}).encode()
                os.write(self.input, b"Content-Length: %d\r\n\r\n" % len(reply) + reply)
            else:
                self.inbox.append((now, message))

    def wait(self, wanted):
        """The time at which a message had come, and the message."""
        deadline = time.perf_counter() + PATIENCE
        while True:
            for index, (moment, message) in enumerate(self.inbox):
                if wanted(message):
                    del self.inbox[:index + 1]
                    return moment, message
            if time.perf_counter() > deadline:
                raise TimeoutError
            if select.select([self.output], [], [], 1)[0]:
                self.fill()

    def answer(self):
        asked = self.ids
        return self.wait(lambda message: message.get("id") == asked and "method" not in message)

    def memory(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024

    def stop(self):
        self.process.kill()
        self.process.wait()


def introduction() -> dict:
    document = {"publishDiagnostics": {"versionSupport": True}, "synchronization": {},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": True}, "hover": {"contentFormat": ["markdown"]},
                "semanticTokens": {"requests": {"full": True, "range": True}, "tokenTypes": [], "tokenModifiers": [],
                                   "formats": ["relative"]}}
    return {"processId": os.getpid(), "rootUri": None, "capabilities": {"textDocument": document}}


def measure(command: str, text: str, edits: int) -> dict:
    server, lines, uri = Server(command), text.split("\n"), "file:///nowhere/call.txt"
    started = time.perf_counter()
    server.write(server.frame("initialize", introduction(), request=True))
    moment, answer = server.answer()
    offers, times = answer["result"]["capabilities"], {"start": [moment - started]}
    server.write(server.frame("initialized", {}))
    item = {"uri": uri, "languageId": "plaintext", "version": 0, "text": text}
    started = time.perf_counter()
    server.write(server.frame("textDocument/didOpen", {"textDocument": item}))
    version = 0

    def is_told(message):
        params = message.get("params") or {}
        return (message.get("method") == "textDocument/publishDiagnostics" and params.get("uri") == uri
                and params.get("version", version) == version)

    times["open"] = [server.wait(is_told)[0] - started]
    # Long lines are paragraphs. A letter is put into the middle of a word and taken out again by the next edit.
    paragraphs = [number for number, line in enumerate(lines) if len(line) > 150]
    whole = offers.get("textDocumentSync")
    whole = whole.get("change") if isinstance(whole, dict) else whole
    inserted = None

    def keystroke() -> bytes:
        nonlocal version, inserted
        if inserted:
            (line, column), inserted = inserted, None
            lines[line] = lines[line][:column] + lines[line][column + 1:]
            change = {"range": {"start": {"line": line, "character": column},
                                "end": {"line": line, "character": column + 1}}, "text": ""}
        else:
            line = paragraphs[version // 2 * 7919 % len(paragraphs)]
            spaces = [at for at, letter in enumerate(lines[line]) if letter == " " and lines[line][at - 1].islower()]
            column = spaces[version * 31 % len(spaces)] - 1
            inserted = line, column
            lines[line] = lines[line][:column] + "x" + lines[line][column:]
            at = {"line": line, "character": column}
            change = {"range": {"start": at, "end": at}, "text": "x"}
        version += 1
        changes = [{"text": "\n".join(lines)}] if whole == 1 else [change]
        return server.frame("textDocument/didChange",
                            {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes})

    def timed(name: str, question=None, at_rest=False):
        time.sleep(0.005)
        data = b"" if at_rest else keystroke()
        if question:
            method, params = question
            data += server.frame(method, {"textDocument": {"uri": uri}, **params}, request=True)
        started = time.perf_counter()
        server.write(data)
        moment = server.answer()[0] if question else server.wait(is_told)[0]
        times.setdefault(name, []).append(moment - started)

    try:
        for _ in range(edits):
            timed("keystroke")
        server.inbox.clear()
        for name, offer, method in [("hover", "hoverProvider", "hover"), ("symbols", "documentSymbolProvider", "documentSymbol"),
                                    ("tokens", "semanticTokensProvider", "semanticTokens/full")]:
            for index in range(edits // 2 if offers.get(offer) else 0):
                line = paragraphs[index * 31 % len(paragraphs)]
                place = {"position": {"line": line, "character": lines[line].find("$") + 1}} if name == "hover" else {}
                timed(name, (f"textDocument/{method}", place))
                if name in AT_REST:
                    timed(f"{name} at rest", (f"textDocument/{method}", place), at_rest=True)
    except TimeoutError:
        pass
    result = {"times": times, "memory": server.memory()}
    server.stop()
    return result


def percentile(values: list, share: float) -> str:
    if not values:
        return "–"
    return f"{sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1000:.2f}"


def nobody():
    """A server that does nothing."""
    while header := sys.stdin.buffer.readline():
        sys.stdin.buffer.readline()
        message = json.loads(sys.stdin.buffer.read(int(header.split(b":")[1])))
        offers = {"textDocumentSync": 2, "hoverProvider": True, "documentSymbolProvider": True,
                  "semanticTokensProvider": {"full": True}}
        if "id" in message:
            result = {"capabilities": offers} if message["method"] == "initialize" else None
            reply = {"jsonrpc": "2.0", "id": message["id"], "result": result}
        elif message["method"] in ("textDocument/didOpen", "textDocument/didChange"):
            document = message["params"]["textDocument"]
            told = {"uri": document["uri"], "version": document["version"], "diagnostics": []}
            reply = {"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": told}
        else:
            continue
        body = json.dumps(reply).encode()
        sys.stdout.buffer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        sys.stdout.buffer.flush()


def main():
    if sys.argv[1:] == ["nobody"]:
        return nobody()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("servers", nargs="+", metavar="NAME=COMMAND")
    parser.add_argument("--sizes", default="60,600,6000", help="kilobytes")
    parser.add_argument("--edits", type=int, default=200)
    options = parser.parse_args()
    servers = [entry.split("=", 1) for entry in options.servers]
    servers.append(["nobody", f"{sys.executable} {__file__} nobody"])
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    print(f"{os.cpu_count()} cores, {model}, {platform.system()} {platform.release()}; "
          f"load {os.getloadavg()[0]:.1f} at the start. Milliseconds as p50 / p99.\n")
    print(f"| KB | server | start | open | {' | '.join(COLUMNS)} | memory, MB |")
    print("|---|---|---|---|" + "---|" * len(COLUMNS) + "---|")
    for size in map(int, options.sizes.split(",")):
        call = call_of(min(size, 60))
        text = call * max(1, round(size * 1000 / len(call)))
        for name, command in servers:
            result = measure(command, text, options.edits)
            times = result["times"]
            once = [percentile(times.get(phase, []), 0.5) for phase in ("start", "open")]
            often = [f"{percentile(times.get(phase, []), 0.5)} / {percentile(times.get(phase, []), 0.99)}"
                     for phase in COLUMNS]
            print(f"| {len(text.encode()) // 1000} | {name} | {' | '.join(once + often)} | {result['memory']:.0f} |", flush=True)


if __name__ == "__main__":
    main()
