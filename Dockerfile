# The worker alone:
#   docker build -t ticket-worker .
#   docker run --rm -v tickets-state:/var/lib/tickets ticket-worker --api http://tickets.example:8000
FROM swift:6.2-bookworm AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends \
    libcurl4-openssl-dev=7.88.1-* libmicrohttpd-dev=0.9.75-* libsimdjson-dev=3.0.1-* libxxhash-dev=0.8.1-* \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
RUN swift build -c release --product ticket-worker \
  && install -s -D .build/release/ticket-worker /out/ticket-worker

FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends \
    ca-certificates=20* libcurl4=7.88.1-* libmicrohttpd12=0.9.75-* libsimdjson14=3.0.1-* libstdc++6=12.2.0-* \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --home-dir /var/lib/tickets --shell /usr/sbin/nologin tickets \
  && install -d -o tickets -g tickets -m 700 /var/lib/tickets
COPY --from=build /out/ticket-worker /usr/local/bin/ticket-worker
USER 10001
WORKDIR /var/lib/tickets
ENV TICKETS_STATE=/var/lib/tickets
VOLUME /var/lib/tickets
STOPSIGNAL SIGTERM
ENTRYPOINT ["ticket-worker"]
