package dev.ardennes.collect.kubernetes;

import dev.ardennes.collect.CollectedBuilder;
import dev.ardennes.collect.Collector;
import dev.ardennes.collect.Recognition;
import dev.ardennes.collect.SourceFile;
import dev.ardennes.collect.SourceTree;
import dev.ardennes.collect.kubernetes.kustomize.Kustomizations;
import dev.ardennes.collect.kubernetes.manifest.DocumentReader;
import dev.ardennes.collect.kubernetes.manifest.Manifest;
import dev.ardennes.collect.kubernetes.manifest.Notices;
import dev.ardennes.model.Collected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Objects of Kubernetes and Istio: manifests in YAML and JSON, what kustomizations and charts make
/// of them, and dumps of a cluster. Nothing is fetched and nothing is run.
public final class Kubernetes implements Collector {
  @Override
  public String kind() {
    return "kubernetes";
  }

  @Override
  public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
    return Recognised.files(tree, recognition);
  }

  @Override
  public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
    CollectedBuilder out = new CollectedBuilder(tree.source());
    Notices notices = new Notices(out);
    DocumentReader reader = new DocumentReader(tree.limits(), notices);
    List<Root> roots = new ArrayList<>();
    Charts charts = new Charts(tree, reader, notices);
    roots.addAll(charts.roots());
    Kustomizations kustomizations =
        new Kustomizations(
            tree.files().stream()
                .filter(file -> !charts.owns(file.path()))
                .sorted(Comparator.comparing(SourceFile::path))
                .toList(),
            reader,
            notices);
    for (Kustomizations.Built built : kustomizations.built()) {
      String how = "kustomization in " + (built.folder().isEmpty() ? "." : built.folder());
      roots.add(
          new Root(built.folder(), how, built.complete(), Loose.once(built.objects(), notices)));
    }
    List<SourceFile> loose =
        files.stream()
            .filter(file -> !charts.owns(file.path()) && !kustomizations.owns(file.path()))
            .toList();
    roots.add(Loose.root(loose, reader, notices));
    for (Cluster cluster : Clusters.of(roots, tree.source())) {
      ClusterFacts.state(cluster, out, notices);
      unknown(cluster, notices);
    }
    notices.close();
    return out.build(kind(), location, files.size(), List.of());
  }

  private static void unknown(Cluster cluster, Notices notices) {
    for (Manifest object : cluster.objects()) {
      if (Kinds.of(object).isEmpty() && !Kinds.isCommon(object)) {
        notices.counted(
            "an object is of a kind that is not understood: nothing is said of it",
            "# objects are of kinds that are not understood: nothing is said of them",
            "",
            object.body().place());
      }
    }
  }
}
