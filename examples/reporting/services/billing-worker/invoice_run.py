"""The job that starts the run of the last month."""

import datetime
import os

import requests


def last_month(today):
    return (today.replace(day=1) - datetime.timedelta(days=1)).strftime("%Y-%m")


def main():
    month = last_month(datetime.date.today())
    answer = requests.post(os.environ["WORKER_URL"] + "/runs", json={"month": month}, timeout=600)
    answer.raise_for_status()
    print(answer.json())


if __name__ == "__main__":
    main()
