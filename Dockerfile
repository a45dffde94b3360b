# Debian, not Alpine: the packages' programs are built for glibc. A new volume takes the owner of the
# folder it is mounted over; static files lie elsewhere, as they change with the image.
FROM python:3.13-slim

RUN useradd --system --home-dir /srv/casework --create-home casework \
    && install --directory --owner casework --group casework --mode 700 /var/lib/casework
USER casework
WORKDIR /srv/casework/app
ENV PYTHONUNBUFFERED=1 \
    PATH="/srv/casework/app/.venv/bin:$PATH" \
    CASEWORK_DATA_DIR=/var/lib/casework \
    CASEWORK_STATIC_DIR=/srv/casework/static

# The packages first: they change less often than what follows.
COPY --chown=casework:casework bin/setup bin/setup
COPY --chown=casework:casework requirements.lock .
RUN bin/setup

COPY --chown=casework:casework . .
# Static files need no server and no secret, but settings are read with both.
RUN CASEWORK_SECRET_KEY=unused DATABASE_URL=postgresql://unused/unused BROKER_URL=memory:// \
    python manage.py collectstatic --no-input

EXPOSE 8000
CMD ["gunicorn", "--config", "python:casework.embedded.web", "--bind", "0.0.0.0:8000", "casework.wsgi"]
