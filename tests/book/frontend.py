"""A Jupyter server of an environment of its own, and a kernel of it: what a front end speaks."""

import json
import os
import socket
import subprocess
import time
import urllib.request
import uuid

from jupyter_server.services.kernels.connection.base import deserialize_binary_message
from websocket import create_connection

TOKEN = "of-no-use-elsewhere"


class Server:
    """JupyterLab, started by the program `jupyter` in a folder; close it at the end."""

    def __init__(self, jupyter, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"
        own = {"PATH": f"{jupyter.parent}{os.pathsep}{os.environ['PATH']}"}
        self.log = folder.parent / "server.log"
        options = [f"--port={port}", "--ServerApp.port_retries=0", "--no-browser", "--allow-root"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [jupyter, "lab", *options, f"--IdentityProvider.token={TOKEN}"],
                cwd=folder,
                env=os.environ | own | {"JUPYTER_PREFER_ENV_PATH": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait()

    def _wait(self):
        for _ in range(240):
            try:
                return self.ask("api/status")
            except OSError:
                time.sleep(0.5)
                if self.process.poll() is not None:
                    break
        raise AssertionError(f"the server did not start:\n{self.log.read_text()}")

    def ask(self, address, data=None):
        """The server's answer, as JSON; data are posted."""
        body = json.dumps(data).encode() if data else None
        headers = {"Authorization": f"token {TOKEN}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.address + address, body, headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:  # it waits for a kernel that does not end
            self.process.kill()
            self.process.wait()


class Kernel:
    """A notebook's kernel over its websocket: runs cells, and sets widgets as a browser does."""

    def __init__(self, server, path):
        session = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        kernel = server.ask("api/sessions", session)["kernel"]
        address = server.address.replace("http", "ws", 1) + f"api/kernels/{kernel['id']}/channels"
        self.socket = create_connection(f"{address}?token={TOKEN}", timeout=120)
        self.widgets = {}  # each widget's state, by the id of its model

    def run(self, code):
        """Run a cell; return what it displays, and raise its error, if it has one."""
        found = self._send("execute_request", code=code, silent=False)
        errors = [message["content"] for message in found if message["msg_type"] == "error"]
        assert not errors, "\n".join(errors[0]["traceback"])
        return [m["content"]["data"] for m in found if "data" in m["content"]]

    def set(self, model, **state):
        """Set a widget, as a reader's hand does; return once the kernel is idle again."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        self._send("comm_msg", comm_id=model, data=data)

    def _send(self, kind, **content):
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "version": "5.3"}
        header |= {"username": "", "session": "test", "date": ""}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        self.socket.send(json.dumps(message | {"channel": "shell"}))
        answers = []
        while True:
            answer = self._read()
            if answer["parent_header"].get("msg_id") != header["msg_id"]:
                continue
            answers.append(answer)
            if answer["content"].get("execution_state") == "idle":
                return answers

    def _read(self):
        raw = self.socket.recv()
        message = json.loads(raw) if isinstance(raw, str) else deserialize_binary_message(raw)
        if message["msg_type"] in ("comm_open", "comm_msg"):
            data = message["content"]["data"]
            state = self.widgets.setdefault(message["content"]["comm_id"], {})
            state |= data.get("state", {})
            buffers = message.get("buffers", [])
            for path, buffer in zip(data.get("buffer_paths", []), buffers, strict=True):
                state[path[0]] = buffer
        return message

    def close(self):
        self.socket.close()
