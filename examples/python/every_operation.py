#!/usr/bin/env python3
"""Runs every operation of the Suno API against a server: submit, poll, callbacks, downloads.

Python's standard library only, written from the public documentation of the API. Nothing in it knows Troubadour.

    python3 every_operation.py --base http://127.0.0.1:3000 --key KEY [--only music,lyrics] [--timeout 600]

Prints a line for each step and ends with status 1 when one failed. `--callback-host` is the address under which the
server reaches this program (default 127.0.0.1).
"""
import argparse
import base64
import io
import json
import math
import struct
import sys
import threading
import time
import urllib.error
import urllib.request
import wave
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Failure(Exception):
    """A step that went otherwise than documented."""


# --- the API ---------------------------------------------------------------------------------------------------------


class Api:
    def __init__(self, base, key, timeout):
        self.base = base.rstrip("/")
        self.key = key
        self.timeout = timeout

    def call(self, method, path, body=None, content_type="application/json"):
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, method=method)
        request.add_header("Authorization", "Bearer " + self.key)
        if data is not None:
            request.add_header("Content-Type", content_type)
        for attempt in range(8):
            try:
                with urllib.request.urlopen(request, timeout=60) as response:
                    return json.load(response)
            except urllib.error.HTTPError as error:
                if error.code != 429 or attempt == 7:
                    raise Failure(f"{method} {path}: HTTP {error.code}: {error.read()[:200]!r}") from error
                time.sleep(float(error.headers.get("Retry-After") or 1))

    def post(self, path, body):
        answer = self.call("POST", path, body)
        if answer.get("code") != 200:
            raise Failure(f"POST {path}: {answer.get('code')} {answer.get('msg')}")
        return answer["data"]

    def submit(self, path, body):
        data = self.post(path, body)
        task_id = data.get("taskId") or data.get("task_id")
        if not task_id:
            raise Failure(f"POST {path}: no taskId in {data}")
        return task_id

    def poll(self, path, is_done, parameter="taskId", task_id=""):
        """Asks until `is_done(answer)`; it raises Failure when the task has failed."""
        until = time.monotonic() + self.timeout
        pause = 0.5
        while time.monotonic() < until:
            answer = self.call("GET", f"{path}?{parameter}={task_id}")
            if is_done(answer):
                return answer.get("data")
            time.sleep(pause)
            pause = min(5.0, pause * 1.3)
        raise Failure(f"GET {path}: not done after {self.timeout} s")

    def download(self, url, starts_with=(), at_least=100):
        """Reads a whole file and looks at its first bytes."""
        with urllib.request.urlopen(urllib.request.Request(url), timeout=120) as response:
            content = response.read()
        if len(content) < at_least:
            raise Failure(f"{url}: only {len(content)} bytes")
        if starts_with and not any(content[offset:].startswith(magic) for offset, magic in starts_with):
            raise Failure(f"{url}: starts with {content[:12]!r}")
        return content


MP3 = ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"))
WAV = ((0, b"RIFF"),)
MP4 = ((4, b"ftyp"),)
PICTURE = ((0, b"\x89PNG"), (0, b"\xff\xd8"))


# --- the receiver of callbacks ---------------------------------------------------------------------------------------


class Receiver:
    def __init__(self, host):
        self.bodies = []
        self.arrived = threading.Condition()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length))
                with receiver.arrived:
                    receiver.bodies.append(body)
                    receiver.arrived.notify_all()
                answer = b'{"status":"received"}'
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
        self.url = f"http://{host}:{self.server.server_port}/callback"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def of(self, task_id):
        def names(body):
            data = body.get("data")
            inner = data if isinstance(data, dict) else {}
            return {body.get("taskId"), body.get("task_id"), inner.get("task_id"), inner.get("taskId")}

        return [body for body in self.bodies if task_id in names(body)]

    def wait(self, task_id, is_last, timeout=30):
        with self.arrived:
            if not self.arrived.wait_for(lambda: any(map(is_last, self.of(task_id))), timeout):
                raise Failure(f"no final callback for {task_id}; got {json.dumps(self.of(task_id))[:300]}")
            return self.of(task_id)


def stage_of(body):
    data = body.get("data")
    return data.get("callbackType") if isinstance(data, dict) else None


# --- what the steps share --------------------------------------------------------------------------------------------


def melody_wav(seconds=12, with_pulse=False):
    """A sung-like tune at 100 beats a minute, so that there is something to hear, as a WAV file."""
    rate, beat = 44100, 0.6
    tune = [60, 62, 64, 67, 65, 64, 62, 60]
    output = io.BytesIO()
    with wave.open(output, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        frames = bytearray()
        phase = 0.0
        for i in range(int(seconds * rate)):
            t = i / rate
            position = (t / beat) % 1
            pitch = tune[int(t / beat) % len(tune)] + 0.3 * math.sin(2 * math.pi * 5.5 * t)
            phase += 440 * 2 ** ((pitch - 69) / 12) / rate
            envelope = min(1, position * 20, (1 - position) * 8)
            value = sum(math.sin(2 * math.pi * phase * k) / k for k in range(1, 6)) * 0.18 * envelope
            if with_pulse:
                value += 0.25 * math.exp(-position * 30) * math.sin(2 * math.pi * 80 * t)
            frames += struct.pack("<h", int(max(-1, min(1, value)) * 30000))
        file.writeframes(bytes(frames))
    return output.getvalue()


def music_is_done(answer):
    data = answer.get("data")
    if data is None:
        raise Failure("record-info does not know the task")
    if "FAIL" in data["status"] or "ERROR" in data["status"] or data["status"] == "CALLBACK_EXCEPTION":
        raise Failure(f"{data['status']}: {data.get('errorCode')} {data.get('errorMessage')}")
    return data["status"] == "SUCCESS"


def flag_is_done(answer):
    data = answer.get("data")
    if data is None:
        raise Failure("record-info does not know the task")
    flag = data["successFlag"]
    if flag in (2, 3) and isinstance(flag, int) and flag == 3 or "FAIL" in str(flag) or "EXCEPTION" in str(flag):
        raise Failure(f"{flag}: {data.get('errorCode')} {data.get('errorMessage')}")
    return flag in (1, "SUCCESS")


class Steps:
    """Each method is one operation; they build on what earlier ones left in `self`."""

    def __init__(self, api, receiver):
        self.api = api
        self.receiver = receiver
        self.voice_url = None
        self.band_url = None
        self.task_id = None
        self.audio_id = None

    def music(self, path, body, stages=("text", "first", "complete")):
        body = {"callBackUrl": self.receiver.url, **body}
        task_id = self.api.submit(path, body)
        record = self.api.poll("/api/v1/generate/record-info", music_is_done, task_id=task_id)
        songs = record["response"]["sunoData"]
        if not songs:
            raise Failure("no songs")
        for song in songs:
            self.api.download(song["audioUrl"], MP3)
            self.api.download(song["streamAudioUrl"], MP3 + ((0, b"\xff"),))
            if song.get("imageUrl"):
                self.api.download(song["imageUrl"], PICTURE)
            if not song["duration"] > 0:
                raise Failure(f"duration {song['duration']}")
        bodies = self.receiver.wait(task_id, lambda each: stage_of(each) == "complete")
        seen = [stage_of(each) for each in bodies]
        for stage in stages:
            if stage not in seen and stage != "first":
                raise Failure(f"callbacks {seen}; expected {stages}")
        delivered = next(each for each in bodies if stage_of(each) == "complete")["data"]["data"]
        if [each["id"] for each in delivered] != [song["id"] for song in songs]:
            raise Failure("callback and record-info name different songs")
        return task_id, songs, f"{len(songs)} songs, {songs[0]['duration']:.1f} s, callbacks {','.join(map(str, seen))}"

    def single(self, submit_path, record_path, body, is_done=flag_is_done):
        task_id = self.api.submit(submit_path, {"callBackUrl": self.receiver.url, **body})
        record = self.api.poll(record_path, is_done, task_id=task_id)
        bodies = self.receiver.wait(task_id, lambda each: True)
        if bodies[0]["code"] != 200:
            raise Failure(f"callback code {bodies[0]['code']}: {bodies[0]['msg']}")
        return task_id, record, bodies[0]

    # account and files

    def credits(self):
        answers = [self.api.call("GET", path)["data"] for path in ("/api/v1/chat/credit", "/api/v1/generate/credit")]
        if not all(isinstance(each, (int, float)) for each in answers):
            raise Failure(f"not numbers: {answers}")
        return f"{answers[0]} credits"

    def upload_base64(self):
        content = base64.b64encode(melody_wav()).decode()
        data = self.api.post(
            "/api/file-base64-upload",
            {"base64Data": "data:audio/wav;base64," + content, "uploadPath": "every-operation", "fileName": "voice.wav"},
        )
        self.voice_url = data["downloadUrl"]
        self.api.download(self.voice_url, WAV)
        return f"{data['fileSize']} bytes, {data['mimeType']}"

    def upload_stream(self):
        boundary = "every-operation-boundary"
        fields = [("uploadPath", "every-operation"), ("fileName", "band.wav")]
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields
        ]
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="band.wav"\r\nContent-Type: audio/wav\r\n\r\n'
        body = b"".join(parts) + head.encode() + melody_wav(16, True) + f"\r\n--{boundary}--\r\n".encode()
        answer = self.api.call("POST", "/api/file-stream-upload", body, f"multipart/form-data; boundary={boundary}")
        if not (answer["success"] and answer["code"] == 200):
            raise Failure(str(answer))
        self.band_url = answer["data"]["downloadUrl"]
        self.api.download(self.band_url, WAV)
        return f"{answer['data']['fileSize']} bytes"

    def upload_url(self):
        data = self.api.post(
            "/api/file-url-upload", {"fileUrl": self.voice_url, "uploadPath": "every-operation", "fileName": "copy.wav"}
        )
        self.api.download(data["downloadUrl"], WAV)
        return f"{data['fileSize']} bytes"

    def download_url(self):
        url = self.api.post("/api/v1/common/download-url", {"url": self.voice_url})
        self.api.download(url, WAV)
        refused = self.api.call("POST", "/api/v1/common/download-url", {"url": "https://example.com/other.mp3"})
        if (refused["code"], refused["msg"]) != (422, "url is wrong"):
            raise Failure(f"foreign URL answered {refused}")
        return "own URL served, foreign URL refused"

    # songs

    def generate(self):
        self.task_id, songs, fact = self.music(
            "/api/v1/generate",
            {
                "prompt": "[Verse]\nMorning light upon the river\nSings a song of stone and silver\n[Chorus]\nRun, river, run\nCarry me home to the sun",
                "style": "indie folk, acoustic guitar, warm, 104 bpm",
                "title": "River Home",
                "customMode": True,
                "instrumental": False,
                "model": "V5_5",
                "duration": 30,
                "negativeTags": "Heavy Metal",
                "vocalGender": "f",
                "styleWeight": 0.65,
            },
        )
        self.audio_id = songs[0]["id"]
        self.other_audio_id = songs[1]["id"]
        return fact

    def generate_simple(self):
        return self.music(
            "/api/v1/generate",
            {"prompt": "A calm short piano piece", "customMode": False, "instrumental": True, "model": "V4"},
        )[2]

    def extend(self):
        return self.music(
            "/api/v1/generate/extend",
            {
                "defaultParamFlag": True,
                "audioId": self.audio_id,
                "prompt": "[Verse]\nEvening falls across the meadow",
                "style": "indie folk",
                "title": "River Home, continued",
                "continueAt": 15,
                "model": "V5_5",
            },
        )[2]

    def upload_cover(self):
        return self.music(
            "/api/v1/generate/upload-cover",
            {
                "uploadUrl": self.voice_url,
                "prompt": "A jazz version",
                "style": "jazz, piano trio",
                "title": "River in Blue",
                "customMode": True,
                "instrumental": True,
                "model": "V4_5",
            },
        )[2]

    def upload_extend(self):
        return self.music(
            "/api/v1/generate/upload-extend",
            {
                "uploadUrl": self.band_url,
                "defaultParamFlag": True,
                "instrumental": True,
                "style": "pop",
                "title": "Onwards",
                "continueAt": 10,
                "model": "V5",
            },
        )[2]

    def add_instrumental(self):
        return self.music(
            "/api/v1/generate/add-instrumental",
            {"uploadUrl": self.voice_url, "title": "With a Band", "tags": "soft rock", "negativeTags": "techno"},
        )[2]

    def add_vocals(self):
        return self.music(
            "/api/v1/generate/add-vocals",
            {
                "uploadUrl": self.band_url,
                "prompt": "[Verse]\nOver the hills we go\nInto the afterglow",
                "title": "With a Voice",
                "style": "pop",
                "negativeTags": "screaming",
            },
        )[2]

    def replace_section(self):
        return self.music(
            "/api/v1/generate/replace-section",
            {
                "taskId": self.task_id,
                "audioId": self.audio_id,
                "prompt": "Stay, river, stay",
                "tags": "indie folk",
                "title": "River Home (new words)",
                "infillStartS": 8,
                "infillEndS": 16.5,
                "fullLyrics": "Morning light upon the river\nStay, river, stay",
            },
            stages=("complete",),
        )[2]

    def mashup(self):
        return self.music(
            "/api/v1/generate/mashup",
            {
                "uploadUrlList": [self.voice_url, self.band_url],
                "customMode": True,
                "instrumental": True,
                "style": "house",
                "title": "Two in One",
                "model": "V5",
            },
        )[2]

    def sounds(self):
        return self.music(
            "/api/v1/generate/sounds",
            {"prompt": "drum loop, 808", "model": "V5", "soundLoop": True, "soundTempo": 120, "soundKey": "Am"},
            stages=("complete",),
        )[2]

    # what is made from songs

    def timestamped_lyrics(self):
        data = self.api.post(
            "/api/v1/generate/get-timestamped-lyrics", {"taskId": self.task_id, "audioId": self.audio_id}
        )
        words = data["alignedWords"]
        if not words or any(later["startS"] < word["startS"] for word, later in zip(words, words[1:])):
            raise Failure(f"words out of order: {words[:4]}")
        return f"{len(words)} words, hootCer {data['hootCer']}"

    def style(self):
        data = self.api.post("/api/v1/style/generate", {"content": "Pop, Mysterious"})
        if not data["result"]:
            raise Failure(str(data))
        return data["result"][:50] + " …"

    def covers(self):
        _, record, callback = self.single(
            "/api/v1/suno/cover/generate", "/api/v1/suno/cover/record-info", {"taskId": self.task_id}
        )
        for url in record["response"]["images"]:
            self.api.download(url, PICTURE)
        if callback["data"]["images"] != record["response"]["images"]:
            raise Failure("callback and record-info name different pictures")
        return f"{len(record['response']['images'])} pictures"

    def persona(self):
        data = self.api.post(
            "/api/v1/generate/generate-persona",
            {
                "taskId": self.task_id,
                "audioId": self.audio_id,
                "name": "River Singer",
                "description": "A warm folk voice",
                "vocalStart": 0,
                "vocalEnd": 20,
            },
        )
        self.music(
            "/api/v1/generate",
            {
                "prompt": "La la la",
                "style": "folk",
                "title": "Once More",
                "customMode": True,
                "instrumental": False,
                "model": "V5_5",
                "duration": 12,
                "personaId": data["personaId"],
            },
        )
        return f"{data['personaId']} sang"

    def recovery(self):
        task_id = self.api.submit("/api/v1/suno/recovery", {"task_id": self.task_id, "call_back_url": self.receiver.url})

        def is_done(answer):
            if answer["code"] == 500:
                raise Failure(answer["msg"])
            return answer["code"] == 200

        items = self.api.poll("/api/v1/suno/recovery/record-info", is_done, "task_id", task_id)
        for item in items:
            self.api.download(item["audio_url"], MP3)
        self.receiver.wait(task_id, lambda body: isinstance(body["data"], list))
        return f"{len(items)} songs"

    def wav(self):
        _, record, callback = self.single(
            "/api/v1/wav/generate", "/api/v1/wav/record-info", {"taskId": self.task_id, "audioId": self.audio_id}
        )
        self.api.download(record["response"]["audioWavUrl"], WAV)
        if callback["data"]["audioWavUrl"] != record["response"]["audioWavUrl"]:
            raise Failure("callback and record-info name different files")
        return "WAV"

    def video(self):
        _, record, callback = self.single(
            "/api/v1/mp4/generate",
            "/api/v1/mp4/record-info",
            {"taskId": self.task_id, "audioId": self.audio_id, "author": "Somebody", "domainName": "example.com"},
        )
        self.api.download(record["response"]["videoUrl"], MP4)
        if callback["data"]["video_url"] != record["response"]["videoUrl"]:
            raise Failure("callback and record-info name different files")
        return "MP4"

    def separate_vocal(self):
        _, record, callback = self.separation({"taskId": self.task_id, "audioId": self.audio_id})
        info = callback["data"]["vocal_separation_info"]
        for url in (record["response"]["vocalUrl"], record["response"]["instrumentalUrl"], info["vocal_url"]):
            self.api.download(url, MP3)
        # A recording of nothing but a voice, for the voice steps.
        self.singer_url = record["response"]["vocalUrl"]
        return "vocals and instrumental"

    def separation(self, body):
        return self.single("/api/v1/vocal-removal/generate", "/api/v1/vocal-removal/record-info", body)

    def split_stem(self):
        self.stem_task_id, record, _ = self.separation(
            {"taskId": self.task_id, "audioId": self.audio_id, "type": "split_stem"}
        )
        urls = [value for name, value in record["response"].items() if name.endswith("Url") and value]
        for url in urls:
            self.api.download(url, MP3)
        return f"{len(urls)} stems"

    def split_stem_advanced(self):
        _, record, _ = self.separation(
            {
                "taskId": self.task_id,
                "audioId": self.audio_id,
                "type": "split_stem_advanced",
                "stemName": "Acoustic Guitar",
            }
        )
        pair = record["response"]["originData"][0]
        self.api.download(pair["remove"]["audio_url"], MP3)
        return f"extract and remove of {pair['extract']['stem_type_group_name']}"

    def separate_upload(self):
        _, record, _ = self.separation({"audioUrl": self.band_url})
        self.api.download(record["response"]["instrumentalUrl"], MP3)
        return "vocals and instrumental of a recording"

    def midi(self):
        _, record, callback = self.single(
            "/api/v1/midi/generate", "/api/v1/midi/record-info", {"taskId": self.stem_task_id}
        )
        instruments = record["midiData"]["instruments"]
        notes = sum(len(each["notes"]) for each in instruments)
        if notes == 0 or callback["data"]["state"] != "complete":
            raise Failure(f"{notes} notes, state {callback['data'].get('state')}")
        return f"{len(instruments)} instruments, {notes} notes"

    # words and voices

    def lyrics(self):
        task_id = self.api.submit(
            "/api/v1/lyrics", {"prompt": "A peaceful night in the city", "callBackUrl": self.receiver.url}
        )
        record = self.api.poll("/api/v1/lyrics/record-info", music_is_done, task_id=task_id)
        callback = self.receiver.wait(task_id, lambda body: True)[0]
        variants = record["response"]["data"]
        if [each["title"] for each in variants] != [each["title"] for each in callback["data"]["data"]]:
            raise Failure("callback and record-info name different lyrics")
        return ", ".join(each["title"] for each in variants)

    def voice(self):
        def phrase_is_ready(answer):
            data = answer["data"]
            if "fail" in data["status"]:
                raise Failure(f"{data['status']}: {data['errorMessage']}")
            return data["status"] == "wait_validating" and data["validateInfo"]

        def voice_is_ready(answer):
            data = answer["data"]
            if "fail" in data["status"]:
                raise Failure(f"{data['status']}: {data['errorMessage']}")
            return data["status"] == "success"

        first = self.api.submit(
            "/api/v1/voice/validate",
            {
                "voiceUrl": self.singer_url,
                "vocalStartS": 0,
                "vocalEndS": 20,
                "language": "en",
                "callBackUrl": self.receiver.url,
            },
        )
        phrase = self.api.poll("/api/v1/voice/validate-info", phrase_is_ready, task_id=first)["validateInfo"]
        again = self.api.submit("/api/v1/voice/regenerate", {"taskId": first, "calBackUrl": self.receiver.url})
        self.api.poll("/api/v1/voice/validate-info", phrase_is_ready, task_id=again)
        task_id = self.api.submit(
            "/api/v1/voice/generate",
            {"taskId": again, "verifyUrl": self.singer_url, "voiceName": "Mine", "callBackUrl": self.receiver.url},
        )
        voice = self.api.poll("/api/v1/voice/record-info", voice_is_ready, task_id=task_id)
        self.receiver.wait(task_id, lambda body: True)
        available = self.api.post("/api/v1/voice/check-voice", {"task_id": task_id})["isAvailable"]
        if available is not True:
            raise Failure(f"isAvailable {available}")
        return f'"{phrase[:30]}", {voice["voiceId"]}'

    # the Market door

    def market(self):
        def state_is_done(answer):
            data = answer["data"]
            if data["state"] == "fail":
                raise Failure(f"{data['failCode']} {data['failMsg']}")
            return data["state"] == "success"

        def run(operation, fields):
            task_id = self.api.submit(
                "/api/v1/jobs/createTask",
                {"model": "ai-music-api/" + operation, "callBackUrl": self.receiver.url, "input": fields},
            )
            return json.loads(self.api.poll("/api/v1/jobs/recordInfo", state_is_done, task_id=task_id)["resultJson"])

        songs = run(
            "generate",
            {"custom_mode": True, "instrumental": True, "model": "V6_MINI", "style": "ambient", "title": "Door", "duration": 12},
        )["data"]
        for song in songs:
            self.api.download(song["audio_url"], MP3)
        lyrics = run("generate-lyrics", {"prompt": "a door in the wall"})["resultObject"]["lyricsData"]
        files = run("convert-to-wav-format", {"task_id": self.task_id, "audio_id": self.other_audio_id})["resultUrls"]
        self.api.download(files[0], WAV)
        return f"{len(songs)} songs, {len(lyrics)} lyrics, {len(files)} WAV"


FAMILIES = {
    "account": ["credits"],
    "uploads": ["upload_base64", "upload_stream", "upload_url", "download_url"],
    "music": [
        "generate",
        "generate_simple",
        "extend",
        "upload_cover",
        "upload_extend",
        "add_instrumental",
        "add_vocals",
        "replace_section",
        "mashup",
        "sounds",
    ],
    "tracks": ["timestamped_lyrics", "style", "covers", "persona", "recovery", "wav", "video"],
    "stems": ["separate_vocal", "split_stem", "split_stem_advanced", "separate_upload", "midi"],
    "words": ["lyrics", "voice"],
    "market": ["market"],
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--base", default="http://127.0.0.1:3000", help="address of the server")
    parser.add_argument("--key", required=True, help="API key")
    parser.add_argument("--callback-host", default="127.0.0.1", help="where the server finds this program")
    parser.add_argument("--only", help="families to run, comma-separated: " + ", ".join(FAMILIES))
    parser.add_argument("--timeout", type=float, default=600, help="seconds to wait for one task")
    arguments = parser.parse_args()

    wanted = arguments.only.split(",") if arguments.only else list(FAMILIES)
    # Later families work on the files and the song of the earlier ones.
    needed = {"upload_base64", "upload_stream", "generate", "separate_vocal"} | {name for family in wanted for name in FAMILIES[family]}
    steps = Steps(Api(arguments.base, arguments.key, arguments.timeout), Receiver(arguments.callback_host))
    failures = 0
    for names in FAMILIES.values():
        for name in (each for each in names if each in needed):
            started = time.monotonic()
            try:
                outcome, fact = "ok", getattr(steps, name)()
            except Exception as error:  # whatever it is, the other operations are still worth running
                failures += 1
                outcome, fact = "FAILED", f"{type(error).__name__}: {error}"
            print(f"{outcome:6} {name:20} {time.monotonic() - started:6.1f} s  {fact}", flush=True)
    print(f"{failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
