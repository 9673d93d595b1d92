# The toolchain builds a program with the Swift libraries inside. Two images can hold it: the default one has the program
# and the libraries that it is linked to, and nothing else; `--target debian` has Debian's tools around it, for looking
# about. A release overrides both base images with digests.
ARG BUILD_IMAGE=swift:6.3-bookworm
ARG RUNTIME_IMAGE=debian:bookworm-slim

FROM ${BUILD_IMAGE} AS build
# hadolint ignore=DL3008
RUN apt-get update -q \
    && apt-get install -y -q --no-install-recommends ca-certificates libssl-dev pkg-config zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
RUN --mount=type=cache,target=/src/.build,sharing=locked swift package resolve
COPY Sources ./Sources
# The manifest names the test targets: their folders must exist for it to be read.
# hadolint ignore=SC2013
RUN for name in $(sed -nE 's/.*testTarget\(.*name: "([A-Za-z]+)".*/\1/p; s/^ +name: "([A-Za-z]+Tests)".*/\1/p' Package.swift); do \
        mkdir -p "Tests/$name" && echo '// Not built here.' > "Tests/$name/Empty.swift"; \
    done
RUN --mount=type=cache,target=/src/.build,sharing=locked \
    swift build -c release --static-swift-stdlib --product entente \
    && install -D "$(swift build -c release --static-swift-stdlib --show-bin-path)/entente" /out/usr/local/bin/entente \
    && install -D /usr/libexec/swift/linux/swift-backtrace-static /out/usr/local/libexec/swift-backtrace-static
# What the program is linked to, the loader among it, at the places where the loader looks.
# hadolint ignore=DL4006
RUN for library in $(ldd /out/usr/local/bin/entente | grep -o '/[^ ]*'); do \
        install -D "$library" "/libraries$library" || exit 1; \
    done
WORKDIR /out/srv/entente
COPY Config ./Config
COPY Public ./Public

FROM ${RUNTIME_IMAGE} AS debian
# hadolint ignore=DL3008
RUN apt-get update -q \
    && apt-get install -y -q --no-install-recommends libssl3 zlib1g \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /out /
WORKDIR /srv/entente
LABEL org.opencontainers.image.title="Entente" \
      org.opencontainers.image.description="A cited, queryable register of international security dialogues, served as JSON over HTTP" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"
# A crash in a container is silent without the backtracer.
ENV ENTENTE_HOST=0.0.0.0 \
    SWIFT_BACKTRACE=enable=yes,interactive=no,color=no,registers=none,swift-backtrace=/usr/local/libexec/swift-backtrace-static
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD ["/usr/local/bin/entente", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/entente"]
CMD ["serve"]

FROM scratch AS minimal
COPY --from=build /libraries /
COPY --from=build /out /
WORKDIR /srv/entente
LABEL org.opencontainers.image.title="Entente" \
      org.opencontainers.image.description="A cited, queryable register of international security dialogues, served as JSON over HTTP" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV ENTENTE_HOST=0.0.0.0 \
    SWIFT_BACKTRACE=enable=yes,interactive=no,color=no,registers=none,swift-backtrace=/usr/local/libexec/swift-backtrace-static
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD ["/usr/local/bin/entente", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/entente"]
CMD ["serve"]
