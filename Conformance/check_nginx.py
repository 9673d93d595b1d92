"""nginx as a reverse proxy in front, with connections to the server that it keeps."""

from kit import free_ports, running
from proxied import compare

CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx-error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    upstream plain {{ server 127.0.0.1:{plain}; keepalive 16; keepalive_requests 1000000; }}
    upstream secure {{ server 127.0.0.1:{secure}; keepalive 16; keepalive_requests 1000000; }}
    # What fails is to be seen, not tried again.
    proxy_next_upstream off;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    # Chunks go on as chunks, and the server's name comes through.
    proxy_request_buffering off;
    # Nothing goes through files, which the worker's user might not be allowed to write.
    proxy_max_temp_file_size 0;
    proxy_pass_header Server;
    proxy_ssl_verify on; proxy_ssl_trusted_certificate {ca}; proxy_ssl_name localhost; proxy_ssl_server_name on;
    keepalive_requests 1000000;
    large_client_header_buffers 4 16k;
    server {{ listen 127.0.0.1:{ports[0]}; location / {{ proxy_pass http://plain; }} }}
    server {{ listen 127.0.0.1:{ports[1]}; location / {{ proxy_pass https://secure; }} }}
}}
"""


def run(server, checks):
    ports = free_ports(2)
    configuration = server.folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(
        folder=server.folder, ports=ports, plain=server.port, secure=server.secure_port, ca=server.ca))
    with running(["nginx", "-e", server.folder / "nginx-error.log", "-c", configuration], ports, server.folder) as process:
        compare(checks, "nginx", ports[0], server.port)
        compare(checks, "nginx over TLS", ports[1], server.secure_port, server.ca)
        checks.equal(process.poll(), None, "nginx runs to the end")
    log = (server.folder / "nginx-error.log").read_text()
    checks.equal([line for line in log.splitlines() if "[notice]" not in line], [], "nginx has nothing to complain about")
