#!/usr/bin/env python3
"""A flow of nodes, as in n8n or Zapier: each callback goes through steps that look, decide and act.

    song finished -> keep the better take -> have it taken apart -> stems finished -> write a report

Python's standard library only. Signatures are checked, repeated deliveries are done once, and answers come before the work.

    TROUBADOUR_API_KEY=sk-test-flow WEBHOOK_HMAC_KEY=... python3 flow.py [--port 8090] [--once "an idea"]
"""
import argparse
import base64
import hashlib
import hmac
import json
import os
import queue
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

API = os.environ.get("TROUBADOUR_URL", "http://127.0.0.1:3000")
KEY = os.environ.get("TROUBADOUR_API_KEY", "sk-test-flow")
SECRET = os.environ.get("WEBHOOK_HMAC_KEY")


def api(path, body):
    """Posts to the music server; returns `data`, raises RuntimeError for a refusal."""
    request = urllib.request.Request(API + path, data=json.dumps(body).encode())
    request.add_header("Authorization", "Bearer " + KEY)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=30) as response:
        answer = json.load(response)
    if answer["code"] != 200:
        raise RuntimeError(f"{path}: {answer['code']} {answer['msg']}")
    return answer["data"]


# --- nodes: each takes an item and returns the next one, or None to end the flow -------------------------------------


def only_finished(item):
    """Trigger: songs that are complete; the earlier stages are let pass."""
    body = item["body"]
    if body["code"] != 200:
        print("failed:", body["msg"], flush=True)
        return None
    return item if body["data"].get("callbackType") == "complete" else None


def keep_longer_take(item):
    song = max(item["body"]["data"]["data"], key=lambda each: each["duration"])
    print(f"kept: {song['title']} ({song['duration']:.0f} s) {song['audio_url']}", flush=True)
    return {**item, "song": song}


def take_apart(item):
    task = api("/api/v1/vocal-removal/generate", {
        "taskId": item["body"]["data"]["task_id"],
        "audioId": item["song"]["id"],
        "type": "separate_vocal",
        "callBackUrl": item["self"] + "/stems",
    })
    print("taking it apart:", task["taskId"], flush=True)
    return None


def report(item):
    stems = item["body"]["data"]["vocal_separation_info"]
    print("vocals:", stems["vocal_url"], flush=True)
    print("band:", stems["instrumental_url"], flush=True)
    item["done"].set()
    return None


FLOWS = {"/songs": [only_finished, keep_longer_take, take_apart], "/stems": [report]}


# --- the machine ------------------------------------------------------------------------------------------------------


def is_genuine(headers, raw):
    """Standard Webhooks: HMAC-SHA256 over id.timestamp.body, not older than five minutes."""
    if SECRET is None:
        return True
    if abs(time.time() - int(headers.get("webhook-timestamp", "0"))) > 300:
        return False
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + raw
    digest = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    signatures = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest("v1," + digest, each) for each in signatures)


def start(port):
    """Receives callbacks and works on them one after the other. Returns (address, event that a flow sets at its end)."""
    waiting, seen, done = queue.Queue(), set(), threading.Event()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            genuine = is_genuine(self.headers, raw)
            self.send_response(200 if genuine else 401)
            self.send_header("Content-Length", "0")
            self.end_headers()
            # The same id again is the same callback, delivered twice.
            if genuine and self.headers["webhook-id"] not in seen:
                seen.add(self.headers["webhook-id"])
                waiting.put((self.path, json.loads(raw)))

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Receiver)
    address = f"http://127.0.0.1:{server.server_port}"

    def work():
        while True:
            path, body = waiting.get()
            item = {"body": body, "self": address, "done": done}
            try:
                for node in FLOWS.get(path, []):
                    item = node(item)
                    if item is None:
                        break
            except Exception as error:  # One bad item must not end the flow.
                print("a node failed:", error, file=sys.stderr, flush=True)

    threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Thread(target=work, daemon=True).start()
    return address, done


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--once", metavar="IDEA", help="make a song of this, run the flow once, and end")
    options = parser.parse_args()
    address, done = start(options.port)
    print(f"callBackUrl for songs: {address}/songs", flush=True)
    if options.once is None:
        threading.Event().wait()
    api("/api/v1/generate", {
        "prompt": options.once, "customMode": False, "instrumental": False, "model": "V5",
        "callBackUrl": address + "/songs",
    })
    if not done.wait(600):
        sys.exit("the flow did not come to its end")


if __name__ == "__main__":
    main()
