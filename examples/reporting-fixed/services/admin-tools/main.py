"""The console of operations; engineers open it through `kubectl port-forward`."""

import os

import httpx
from fastapi import FastAPI, HTTPException, Request
from fastapi.templating import Jinja2Templates

import failed
import workloads

WORKER_URL = os.environ["WORKER_URL"]
NAMESPACES = ("reporting", "notifications")

app = FastAPI(title="admin-tools", docs_url=None, redoc_url=None)
templates = Jinja2Templates(directory="templates")


@app.get("/healthz")
def healthz():
    return {"status": "ok"}


@app.get("/")
def overview(request: Request):
    shown = {namespace: workloads.of(namespace) for namespace in NAMESPACES}
    return templates.TemplateResponse(request, "overview.html", {"namespaces": shown})


@app.get("/worker/config")
def worker_config():
    """What the billing worker runs with."""
    return httpx.get(f"{WORKER_URL}/debug/config", timeout=5).raise_for_status().json()


@app.get("/failed")
def failed_entries():
    return {"waiting": failed.count()}


@app.post("/failed/{count}")
def send_again(count: int):
    """Gives entries that the ledger refused to it once more."""
    if not 1 <= count <= 100:
        raise HTTPException(status_code=400, detail="between 1 and 100")
    return {"sent": failed.send_again(count)}
