"""Reads what customers used."""

import functools
import os

import boto3
from boto3.dynamodb.conditions import Key

TABLE = os.environ["USAGE_TABLE"]


@functools.cache
def table():
    return boto3.resource("dynamodb").Table(TABLE)


def of_month(customer, month):
    """One row a day."""
    wanted = Key("customer").eq(customer) & Key("day").begins_with(month)
    return table().query(KeyConditionExpression=wanted)["Items"]


def customers():
    """All customers with usage; the row of customer `all` lists them."""
    row = table().get_item(Key={"customer": "all", "day": "list"})
    return row["Item"]["customers"]
