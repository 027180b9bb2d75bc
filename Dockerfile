# Madoguchi in a container: `docker build -t madoguchi .`, then `python -m bot serve` or its parts.
FROM python:3.13-slim AS packages
WORKDIR /build
COPY requirements-runtime.lock ./
RUN python -m venv /packages \
 && /packages/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary :all: \
    --require-hashes -r requirements-runtime.lock

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home madoguchi
WORKDIR /madoguchi
COPY --from=packages /packages /packages
COPY bot bot
COPY handlers handlers
COPY knowledge knowledge
RUN install -d -o madoguchi var
USER madoguchi
ENV PATH=/packages/bin:$PATH PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000
EXPOSE 8000
VOLUME /madoguchi/var
HEALTHCHECK CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=3)"]
CMD ["python", "-m", "bot", "serve"]
