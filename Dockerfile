# mapdocs with everything in it: Pango for the PDF, fonts for the world's scripts. Runs as an ordinary user.
FROM python:3.13-slim-bookworm AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE CHANGELOG.md ./
COPY src src
COPY templates templates
COPY scripts scripts
RUN python -m venv /opt/mapdocs && /opt/mapdocs/bin/python -m pip install --no-cache-dir --no-compile '.[mcp]' \
 && /opt/mapdocs/bin/python -m pip uninstall -y pip \
 && /opt/mapdocs/bin/python -m compileall -q /opt/mapdocs/lib

FROM python:3.13-slim-bookworm
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 1000 --create-home mapdocs \
 && install -d -o mapdocs /work
COPY --from=build /opt/mapdocs /opt/mapdocs
ENV PATH=/opt/mapdocs/bin:$PATH PYTHONUTF8=1
USER 1000
WORKDIR /work
ENTRYPOINT ["mapdocs"]
CMD ["--help"]
