"""Invoices and exports: an HTTP interface for jobs and operations around the run of the month."""

import logging
import os
import re

from flask import Flask, abort, jsonify, request

import exports
import run
import usage

CONFIG = {
    "export_bucket": os.environ["EXPORT_BUCKET"],
    "export_key_parameter": os.environ["EXPORT_KEY_PARAMETER"],
    "ledger_queue": os.environ["LEDGER_QUEUE"],
    "link_days": int(os.environ.get("LINK_DAYS", "7")),
    "log_level": os.environ.get("LOG_LEVEL", "info"),
    "notifications_url": os.environ["NOTIFICATIONS_URL"],
    "role": os.environ.get("AWS_ROLE_ARN", ""),
    "usage_table": os.environ["USAGE_TABLE"],
}
CUSTOMER = re.compile(r"c-[0-9]{6}")
MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")

logging.basicConfig(level=CONFIG["log_level"].upper())
app = Flask(__name__)


def checked(pattern, text):
    """The text, if it is what it should be; a bad request otherwise."""
    if not isinstance(text, str) or not pattern.fullmatch(text):
        abort(400)
    return text


@app.get("/healthz")
def healthz():
    return "ok"


@app.post("/runs")
def start_run():
    """Makes the invoices of a month; a month that is done already is left alone."""
    month = checked(MONTH, request.get_json().get("month"))
    return jsonify(run.start(month, CONFIG)), 202


@app.get("/usage/<customer>/<month>")
def read_usage(customer, month):
    rows = usage.of_month(checked(CUSTOMER, customer), checked(MONTH, month))
    return jsonify(rows)


@app.post("/exports/<customer>/<month>")
def make_export(customer, month):
    """Writes the usage of a month into the bucket of exports."""
    customer, month = checked(CUSTOMER, customer), checked(MONTH, month)
    exports.write(customer, month, usage.of_month(customer, month))
    return jsonify({"customer": customer, "month": month}), 201


@app.get("/debug/config")
def debug_config():
    """What this worker runs with, for operations. Names and places, no secret."""
    return jsonify(CONFIG)
