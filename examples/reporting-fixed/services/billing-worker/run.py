"""The run of the month: an export, a line in the ledger and a message for each customer."""

import functools
import json
import logging
import os
import uuid

import boto3
import requests

import exports
import usage

LOG = logging.getLogger(__name__)
RUN_PARAMETER = os.environ["RUN_PARAMETER"]


@functools.cache
def settings():
    parameter = boto3.client("ssm").get_parameter(Name=RUN_PARAMETER)
    return json.loads(parameter["Parameter"]["Value"])


def start(month, config):
    batch = usage.customers()[: settings()["batch"]]
    for customer in batch:
        one(customer, month, config)
    return {"run": str(uuid.uuid4()), "month": month, "customers": len(batch)}


def one(customer, month, config):
    rows = usage.of_month(customer, month)
    exports.write(customer, month, rows)
    entry = {"account": customer, "entry": month, "amount": str(sum(row["amount"] for row in rows))}
    boto3.client("sqs").send_message(QueueUrl=config["ledger_queue"], MessageBody=json.dumps(entry))
    message = {"customer": customer, "kind": "invoice", "link": exports.link(customer, month)}
    answer = requests.post(config["notifications_url"] + "/messages", json=message, timeout=10)
    answer.raise_for_status()
    LOG.info("invoiced %s for %s", customer, month)
