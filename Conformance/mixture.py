"""The requests that go through the proxies: every kind there is, in an order that looks random and is always the same."""

import collections
import random

LIST, ITEM = "/dialogues?partner=India", "/dialogues/india-vietnam-security-dialogue-3"
EXPORT = "/export/commitments"
LONG_AGO, FAR_OFF = "Mon, 01 Jan 1990 00:00:00 GMT", "Fri, 01 Jan 2038 00:00:00 GMT"
FORM = {"Content-Type": "application/octet-stream"}


class Request(collections.namedtuple("Request", "status method target fields content chunks", defaults=[{}, b"", 0])):
    """`status` is that of the answer; content is sent in as many chunks, or with its length if that is 0."""

    __slots__ = ()

    def __str__(self):
        fields = "".join(f" [{name}: {value[:40]}]" for name, value in self.fields.items())
        return f"{self.method} {self.target[:80]}{fields} {len(self.content)} octets in {self.chunks} chunks"

    def encoded(self, identifier):
        fields = {"Host": "localhost", "X-Request-Id": identifier, **self.fields}
        content = self.content
        if self.chunks:
            fields["Transfer-Encoding"] = "chunked"
            size = max(1, -(-len(content) // self.chunks))
            pieces = [content[start:start + size] for start in range(0, len(content), size)]
            content = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        elif content:
            fields["Content-Length"] = str(len(content))
        lines = [f"{self.method} {self.target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
        return "\r\n".join(lines + ["", ""]).encode() + content


def kinds(file_tag, list_tag, modified):
    """One request of every kind, given the entity tags of `/` and the list, and the date of `/`."""
    coded = {"Accept-Encoding": "gzip"}
    plain = ["/", "/style.css", "/icon.svg", LIST, ITEM, "/dialogues", "/commitments?limit=500&facets=partner,topic",
             "/topics", "/partners/vietnam/dialogues?limit=1", LIST + "&format=csv", LIST + "&format=ndjson",
             LIST + "&pretty=true", "/dialogues?partner=Vi%E1%BB%87t%20Nam&fields=id",
             "/dialogues/india%2Dvietnam-security-dialogue-3", "/version", "/healthz"]
    faults = [(308, "/partners/vn?fields=id"), (308, "/partners/Viet%20Nam"), (400, "/dialogues?partner=Indai"),
              (400, "/dialogues?limit=0&x=1"), (404, "/nothing"), (404, "/dialogues/nobody"), (404, "/a%2Fb/c%20d")]
    return [
        *(Request(200, "GET", target) for target in plain),
        *(Request(200, "GET", target, coded) for target in plain[:8]),
        *(Request(200, "HEAD", target, fields) for target in plain[:6] for fields in [{}, coded]),
        *(Request(status, method, target) for status, target in faults for method in ["GET", "HEAD"]),
        *(Request(200, method, EXPORT + suffix, fields)
          for method in ["GET", "HEAD"] for suffix in [".json", ".ndjson", ".csv"] for fields in [{}, coded]),
        Request(404, "GET", EXPORT + ".xml"),
        Request(405, "POST", EXPORT + ".json", FORM, b"y" * 2000, 3),
        Request(200, "GET", LIST, {"Accept": "text/csv", "Cookie": "a=" + "b" * 6000}),
        Request(406, "GET", LIST, {"Accept": "image/png"}),
        Request(304, "GET", "/", {"If-None-Match": file_tag}),
        Request(304, "HEAD", "/", {"If-None-Match": f'"x", W/{file_tag}'}),
        Request(304, "GET", LIST, {"If-None-Match": list_tag}),
        Request(304, "GET", LIST, {"If-None-Match": "*"}),
        Request(304, "GET", "/", {"If-Modified-Since": modified}),
        Request(200, "GET", "/", {"If-Modified-Since": LONG_AGO}),
        Request(412, "GET", LIST, {"If-Match": '"x"'}),
        Request(200, "GET", LIST, {"If-Match": list_tag}),
        Request(412, "GET", "/", {"If-Unmodified-Since": LONG_AGO}),
        Request(200, "GET", "/", {"If-Unmodified-Since": FAR_OFF}),
        Request(206, "GET", "/", {"Range": "bytes=0-99"}),
        Request(206, "GET", "/style.css", {"Range": "bytes=-50", **coded}),
        Request(206, "GET", "/", {"Range": "bytes=0-9,100-109,-10"}),
        Request(416, "GET", "/", {"Range": "bytes=999999-"}),
        Request(206, "GET", "/", {"Range": "bytes=5-", "If-Range": file_tag}),
        Request(200, "GET", "/", {"Range": "bytes=5-", "If-Range": '"x"'}),
        Request(200, "GET", LIST, {"Range": "bytes=0-9"}),
        Request(204, "OPTIONS", LIST),
        Request(204, "OPTIONS", LIST, {"Origin": "https://reader.example", "Access-Control-Request-Method": "GET"}),
        Request(405, "POST", LIST, FORM, b"a=b"),
        Request(405, "PUT", ITEM, FORM, b"x" * 60_000),
        Request(405, "DELETE", ITEM),
        Request(405, "POST", LIST, FORM, b"y" * 20_000, 7),
        Request(405, "PUT", "/", FORM, b"z" * 300, 300),
        Request(405, "PATCH", "/", FORM, b"", 1),
        Request(404, "POST", "/nothing", FORM, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 2),
        Request(405, "POST", "/", FORM, b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        Request(200, "GET", ITEM, FORM, b"content of a GET"),
        Request(200, "GET", ITEM, {"Expect": "100-continue", **FORM}, b"content that is waited for"),
        Request(501, "PROPFIND", "/"),
    ]


def shuffled(kinds, count):
    """The numbers of so many requests, each kind as often as any other."""
    numbers = [number % kinds for number in range(count)]
    random.Random(9112).shuffle(numbers)
    return numbers
