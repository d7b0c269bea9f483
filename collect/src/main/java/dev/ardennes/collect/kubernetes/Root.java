package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.kubernetes.manifest.Manifest;
import java.util.List;

/// What is applied together: what a kustomization or a chart makes, or all manifests that belong to
/// neither.
///
/// @param folder relative to the scanned one; empty for that itself
/// @param how words for the reader: `what the kustomization in `deploy` makes`
/// @param complete whether every part of it could be read, so that what is not there is absent
/// @param objects each of them once, in their order
record Root(String folder, String how, boolean complete, List<Manifest> objects) {
  Root {
    objects = List.copyOf(objects);
  }
}
