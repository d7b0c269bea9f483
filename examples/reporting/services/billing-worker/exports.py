"""Writes exports and signs the links to them."""

import functools
import json
import os

import boto3

BUCKET = os.environ["EXPORT_BUCKET"]
KEY_PARAMETER = os.environ["EXPORT_KEY_PARAMETER"]
LINK_SECONDS = int(os.environ.get("LINK_DAYS", "7")) * 24 * 60 * 60


@functools.cache
def bucket_client():
    """Acts as the user that signs links: the session of a role would end before its links do."""
    parameter = boto3.client("ssm").get_parameter(Name=KEY_PARAMETER, WithDecryption=True)
    key = json.loads(parameter["Parameter"]["Value"])
    return boto3.client(
        "s3",
        aws_access_key_id=key["access_key_id"],
        aws_secret_access_key=key["secret_access_key"],
    )


def place(customer, month):
    return f"{customer}/{month}.json"


def write(customer, month, rows):
    bucket_client().put_object(
        Bucket=BUCKET,
        Key=place(customer, month),
        Body=json.dumps(rows, default=str).encode(),
        ContentType="application/json",
    )


def link(customer, month):
    """A link to the export that is valid for seven days."""
    return bucket_client().generate_presigned_url(
        "get_object",
        Params={"Bucket": BUCKET, "Key": place(customer, month)},
        ExpiresIn=LINK_SECONDS,
    )
