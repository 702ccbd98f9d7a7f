#!/usr/bin/env python3
"""How long a workspace of many calls takes to be indexed, and what it costs to keep.

    workspace.py SERVER [--calls 2000] [--kilobytes 60]

Writes a folder of calls made of the sample in tests/fixtures, each of another company, has the server open it, and
waits until a symbol of every call is there. Python 3.11 and Linux, no packages.
"""
import argparse
import os
import tempfile
import time
from pathlib import Path

from keystrokes import Server, call_of, introduction


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server")
    parser.add_argument("--calls", type=int, default=2000)
    parser.add_argument("--kilobytes", type=int, default=60)
    options = parser.parse_args()
    call = call_of(options.kilobytes)
    with tempfile.TemporaryDirectory() as folder:
        for index in range(options.calls):
            text = call.replace("Halden Optics", f"Halden Optics {index}").replace("HLDN", f"HL{index}")
            Path(folder, f"call-{index}.txt").write_text(text, encoding="utf-8")
        params = introduction()
        params["workspaceFolders"] = [{"uri": f"file://{folder}", "name": "calls"}]
        params["capabilities"]["window"] = {"workDoneProgress": True}
        server = Server(f"{options.server} lsp")
        server.write(server.frame("initialize", params, request=True))
        server.answer()
        before = server.memory()
        server.write(server.frame("initialized", {}))
        # The question starts the index, and has to be answered while it runs.
        started = time.perf_counter()
        server.write(server.frame("workspace/symbol", {"query": "Tully"}, request=True))
        first = server.answer()[0] - started
        is_over = lambda message: (message.get("params") or {}).get("value", {}).get("kind") == "end"
        took = server.wait(is_over)[0] - started
        cpu = sum(map(int, Path(f"/proc/{server.process.pid}/stat").read_text().split(")")[1].split()[11:13]))
        status = Path(f"/proc/{server.process.pid}/status").read_text()
        now = int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
        size = options.calls * len(call.encode()) / 1e6
        print(f"{options.calls} calls, {size:.0f} MB, on {os.cpu_count()} cores (load {os.getloadavg()[0]:.1f}): {took:.1f} s, "
              f"{cpu / os.sysconf('SC_CLK_TCK'):.1f} s of processor time; a search meanwhile {first * 1000:.1f} ms; "
              f"memory {before:.0f} MB before, {server.memory():.0f} MB at most, {now:.0f} MB at the end, "
              f"{(now - before) * 1024 / options.calls:.1f} KB a call")
        server.stop()


if __name__ == "__main__":
    main()
