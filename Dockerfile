# docker build -t whyfirst . && docker run -d --restart unless-stopped --env-file .env -v whyfirst-data:/data whyfirst
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /app

# What is pinned first: a change in the code then re-uses this layer.
COPY requirements/run.lock requirements/run.lock
RUN pip install --no-cache-dir --require-hashes --requirement requirements/run.lock

COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && useradd --system --uid 10001 --home-dir /data --create-home whyfirst

# The database is the only thing that must outlive the container.
USER whyfirst
VOLUME /data
WORKDIR /data
ENV WHYFIRST_DATABASE_URL=sqlite:////data/whyfirst.sqlite3 WHYFIRST_LOG_FORMAT=json

# The running bot touches this file every few seconds while it is connected. Looking at the file opens no second
# connection to Slack and starts no second Python.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD test -n "$(find /tmp/whyfirst.alive -mmin -1 2>/dev/null)"

STOPSIGNAL SIGTERM
CMD ["whyfirst", "run", "--heartbeat", "/tmp/whyfirst.alive"]
