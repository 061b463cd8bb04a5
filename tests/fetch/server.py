"""A web server on loopback that answers as it is told, failures among the answers, and keeps what it was asked."""

import io
import socket
import struct
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PDF = b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 200 + b"startxref\n9\n%%EOF\n"
PAGE = b"<!DOCTYPE html>\n<html><body>Not here</body></html>"


def workbook(word: str = "indium") -> bytes:
    """An archive with what makes it a workbook, and a word."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
        archive.writestr(zipfile.ZipInfo("xl/workbook.xml"), f"<workbook>{word}</workbook>" * 100)
    return stream.getvalue()


@dataclass(frozen=True)
class Answer:
    """``cut``: bytes of the body that are sent before the connection closes; ``reset``: nothing is sent at all.

    ``hold``: half the body is sent, then nothing until the server's ``go_on``.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    reset: bool = False
    length: bool = True
    hold: bool = False


@dataclass
class Server:
    """``answers`` by path, used up one by one but for the last; a path that is not there is 404."""

    url: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    halfway: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def next(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append((path, headers))
        left = self.answers.get(path, [Answer(PAGE, 404)])
        answer = left.pop(0) if len(left) > 1 else left[0]
        tag = answer.headers.get("ETag")
        if tag and headers.get("if-none-match") == tag:
            return Answer(status=304, headers=answer.headers)
        return answer

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving() -> Iterator[Server]:
    """The server, on a port of its own."""
    known = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = known.next(self.path, {name.lower(): value for name, value in self.headers.items()})
            if answer.reset:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.rfile.close()
                self.connection.close()
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.length and "Content-Length" not in answer.headers and answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body)))
            self.close_connection = answer.cut is not None or not answer.length
            self.end_headers()
            if answer.hold:
                self.wfile.write(answer.body[: len(answer.body) // 2])
                known.halfway.set()
                known.go_on.wait()
                self.close_connection = True
                return
            self.wfile.write(answer.body[: answer.cut])

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # a connection that was reset on purpose

    with Quiet(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        known.url = f"http://127.0.0.1:{http.server_port}/vol1/"
        try:
            yield known
        finally:
            http.shutdown()
            thread.join()
