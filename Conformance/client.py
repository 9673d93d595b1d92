"""A client that writes octets and reads answers one by one: for requests that are sent ahead, and for exact comparison."""

import collections
import socket
import ssl

from kit import PATIENCE


class Answer(collections.namedtuple("Answer", "status fields content")):
    """`fields` are pairs in the order sent, names in small letters; `content` is without its chunks."""

    def __getitem__(self, name):
        if isinstance(name, str):
            return next((value for field, value in self.fields if field == name), None)
        return super().__getitem__(name)


class Connection:
    """Raises OSError or ValueError, and so ends, at anything that is no answer."""

    def __init__(self, port, authority=None):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE / 2)
        self.port = self.socket.getsockname()[1]
        if authority:
            context = ssl.create_default_context(cafile=authority)
            self.socket = context.wrap_socket(self.socket, server_hostname="localhost")
        self.reader = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.reader.close()
        self.socket.close()

    def send(self, octets):
        self.socket.sendall(octets)

    def answer(self, method):
        """The next final answer, which is one to this method."""
        status, fields = self._head()
        while status < 200:
            status, fields = self._head()
        answer = Answer(status, fields, b"")
        if method == "HEAD" or status in (204, 304):
            return answer
        if answer["transfer-encoding"] == "chunked":
            return answer._replace(content=self._chunks())
        length = answer["content-length"]
        return answer._replace(content=self.reader.read() if length is None else self._exactly(int(length)))

    def _line(self):
        line = self.reader.readline(65536)
        if not line.endswith(b"\r\n"):
            raise ValueError(f"a line ends early: {line!r}")
        return line[:-2].decode("latin-1")

    def _head(self):
        version, status, _ = (self._line() + " ").split(" ", 2)
        if version != "HTTP/1.1":
            raise ValueError(f"no HTTP/1.1: {version}")
        fields = []
        while line := self._line():
            name, colon, value = line.partition(":")
            if not colon:
                raise ValueError(f"no field: {line}")
            fields.append((name.lower(), value.strip()))
        return int(status), fields

    def _exactly(self, length):
        content = self.reader.read(length)
        if len(content) != length:
            raise ValueError(f"{len(content)} of {length} octets came")
        return content

    def _chunks(self):
        content = b""
        while size := int(self._line().partition(";")[0], 16):
            content += self._exactly(size)
            self._exactly(2)
        while self._line():
            pass
        return content
