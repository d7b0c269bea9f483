"""What runs in a namespace."""

from kubernetes import client, config

config.load_incluster_config()
apps = client.AppsV1Api()


def of(namespace):
    found = apps.list_namespaced_deployment(namespace).items
    return [
        {
            "name": item.metadata.name,
            "image": item.spec.template.spec.containers[0].image.rsplit("/", 1)[-1],
            "ready": f"{item.status.ready_replicas or 0} of {item.spec.replicas}",
        }
        for item in found
    ]
