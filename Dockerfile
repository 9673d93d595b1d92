# Two stages: the toolchain builds a program with the Swift libraries inside; the image that runs it holds nothing else
# that is not needed. A release overrides both images with digests.
ARG BUILD_IMAGE=swift:6.3-bookworm
ARG RUNTIME_IMAGE=debian:bookworm-slim

FROM ${BUILD_IMAGE} AS build
RUN apt-get update -q \
    && apt-get install -y -q --no-install-recommends ca-certificates libssl-dev pkg-config zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
RUN --mount=type=cache,target=/src/.build,sharing=locked swift package resolve
COPY Sources ./Sources
# The manifest names the test targets: their folders must exist for it to be read.
RUN for name in $(sed -nE 's/.*testTarget\(.*name: "([A-Za-z]+)".*/\1/p; s/^ +name: "([A-Za-z]+Tests)".*/\1/p' Package.swift); do \
        mkdir -p "Tests/$name" && echo '// Not built here.' > "Tests/$name/Empty.swift"; \
    done
RUN --mount=type=cache,target=/src/.build,sharing=locked \
    swift build -c release --static-swift-stdlib --product entente \
    && install -D "$(swift build -c release --static-swift-stdlib --show-bin-path)/entente" /out/entente \
    && install -D /usr/libexec/swift/linux/swift-backtrace-static /out/swift-backtrace-static

FROM ${RUNTIME_IMAGE}
RUN apt-get update -q \
    && apt-get install -y -q --no-install-recommends ca-certificates libssl3 tzdata zlib1g \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/entente
COPY --from=build /out/entente /usr/local/bin/entente
COPY --from=build /out/swift-backtrace-static /usr/local/libexec/swift-backtrace-static
COPY Config ./Config
COPY Public ./Public
# A crash in a container is silent without these.
ENV ENTENTE_HOST=0.0.0.0 \
    SWIFT_BACKTRACE=enable=yes,interactive=no,color=no,registers=none,swift-backtrace=/usr/local/libexec/swift-backtrace-static
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD ["/usr/local/bin/entente", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/entente"]
CMD ["serve"]
