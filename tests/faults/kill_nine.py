#!/usr/bin/python3
"""kill -9 under load: nothing that was acknowledged may be lost, nothing may be there twice, every chain must hold.

    tests/faults/kill_nine.py PROGRAM [ROUNDS]

Each round starts the server on the same data folder, lets four writers change drafts over HTTP, kills it with SIGKILL in
the middle, and afterwards compares what was answered with what is stored. Ends with `foerderlauf verify`.
"""
import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading

WRITERS = 4
CHANGES_BEFORE_KILL = 40


class Server:
    def __init__(self, program, folder):
        self.process = subprocess.Popen([program, "serve", "--demo", "--data", folder, "--listen", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found:
                self.port = int(found.group(1))
                break
        else:
            raise SystemExit("the server did not start")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def call(self, token, method, path, body=None, key=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = "Bearer " + token
        if key:
            headers["Idempotency-Key"] = key
        connection.request(method, "/api/v1" + path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        content = json.loads(answer.read() or b"null")
        connection.close()
        return answer.status, content

    def sign_in(self):
        status, answer = self.call(None, "POST", "/session", {"account": "gemeinde", "password": "demo"})
        assert status == 200, answer
        return answer["token"]

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


def write(server, token, case, acknowledged, enough):
    """Changes the draft again and again; remembers what the server said is stored."""
    number = 0
    while True:
        number += 1
        title = f"Titel {os.urandom(6).hex()} {number}"
        try:
            status, answer = server.call(token, "PATCH", f"/cases/{case}/forms/application", {"project_title": title}, os.urandom(8).hex())
        except (OSError, http.client.HTTPException, json.JSONDecodeError):
            return
        if status != 200:
            raise SystemExit(f"unexpected answer {status}: {answer}")
        acknowledged[case] = (answer["seq"], title)
        enough.release()


def check(server, token, acknowledged):
    for case, (seq, title) in acknowledged.items():
        status, now = server.call(token, "GET", f"/cases/{case}")
        assert status == 200, now
        assert now["seq"] >= seq, f"case {case}: {seq} was acknowledged, {now['seq']} is stored"
        assert now["seq"] <= seq + 1, f"case {case}: more was stored than was sent"
        if now["seq"] == seq:
            assert now["forms"]["application"]["project_title"] == title, f"case {case}: the acknowledged title is gone"


def main():
    program = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    total = 0
    with tempfile.TemporaryDirectory(prefix="foerderlauf-kill-") as folder:
        acknowledged = {}
        server = Server(program, folder)
        token = server.sign_in()
        for _ in range(WRITERS):
            status, case = server.call(token, "POST", "/cases", {"programme": "thueregovrl", "recipient": "16075085", "form": {}})
            assert status == 201, case
            acknowledged[case["id"]] = (case["seq"], None)
        for round_number in range(rounds):
            enough = threading.Semaphore(0)
            writers = [threading.Thread(target=write, args=(server, token, case, acknowledged, enough)) for case in list(acknowledged)]
            for writer in writers:
                writer.start()
            for _ in range(random.randint(1, CHANGES_BEFORE_KILL)):
                enough.acquire()
                total += 1
            server.kill()
            for writer in writers:
                writer.join()
            server = Server(program, folder)
            token = server.sign_in()
            check(server, token, {case: entry for case, entry in acknowledged.items() if entry[1]})
            for case in acknowledged:   # what was stored without being acknowledged is what the next round starts from
                _, now = server.call(token, "GET", f"/cases/{case}")
                acknowledged[case] = (now["seq"], now["forms"]["application"].get("project_title"))
            verified = subprocess.run([program, "verify", "--data", folder], capture_output=True, text=True)
            assert verified.returncode == 0, verified.stdout + verified.stderr
        server.kill()
    print(f"{rounds} rounds, more than {total} acknowledged changes, none lost")


if __name__ == "__main__":
    main()
