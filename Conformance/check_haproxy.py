"""HAProxy as a reverse proxy in front, with connections to the server that all its clients share."""

from kit import free_ports, running
from proxied import compare

CONFIGURATION = """
global
    maxconn 256
defaults
    mode http
    timeout connect 10s
    timeout client 30s
    timeout server 30s
    http-reuse always
    # What fails is to be seen, not tried again.
    retries 0
    default-server pool-purge-delay 1h
frontend plain
    bind 127.0.0.1:{ports[0]}
    default_backend plain
frontend secure
    bind 127.0.0.1:{ports[1]}
    default_backend secure
backend plain
    server entente 127.0.0.1:{plain}
backend secure
    server entente 127.0.0.1:{secure} ssl verify required ca-file {ca} verifyhost localhost sni str(localhost)
"""


def run(server, checks):
    ports = free_ports(2)
    configuration = server.folder / "haproxy.cfg"
    configuration.write_text(CONFIGURATION.format(ports=ports, plain=server.port, secure=server.secure_port, ca=server.ca))
    with running(["haproxy", "-db", "-f", configuration], ports, server.folder) as process:
        compare(checks, "haproxy", ports[0], server.port)
        compare(checks, "haproxy over TLS", ports[1], server.secure_port, server.ca)
        checks.equal(process.poll(), None, "haproxy runs to the end")
