"""Entries that the ledger refused."""

import os

import boto3

FAILED_QUEUE = os.environ["FAILED_QUEUE"]
LEDGER_QUEUE = os.environ["LEDGER_QUEUE"]

sqs = boto3.client("sqs")


def count():
    answer = sqs.get_queue_attributes(QueueUrl=FAILED_QUEUE, AttributeNames=["ApproximateNumberOfMessages"])
    return int(answer["Attributes"]["ApproximateNumberOfMessages"])


def send_again(most):
    sent = 0
    while sent < most:
        batch = sqs.receive_message(QueueUrl=FAILED_QUEUE, MaxNumberOfMessages=min(10, most - sent))
        messages = batch.get("Messages", [])
        if not messages:
            break
        for message in messages:
            sqs.send_message(QueueUrl=LEDGER_QUEUE, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=FAILED_QUEUE, ReceiptHandle=message["ReceiptHandle"])
            sent += 1
    return sent
