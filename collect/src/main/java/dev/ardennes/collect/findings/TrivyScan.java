package dev.ardennes.collect.findings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Trivy scanned: an artifact, a part of it (a lock file, the packages of the system), or an
/// object of a cluster. What an inner one does not say, its outer one does.
final class TrivyScan {
  private final @Nullable TrivyScan outer;
  private String artifact = "";
  private String type = "";
  String target = "";
  String part = "";
  String namespace = "";
  String kind = "";
  String name = "";
  final List<String> images = new ArrayList<>();

  TrivyScan(@Nullable TrivyScan outer) {
    this.outer = outer;
  }

  void member(String key, String text) {
    switch (key) {
      case "ArtifactName" -> artifact = text;
      case "ArtifactType" -> type = text;
      case "Target" -> target = text;
      case "Class" -> part = text;
      case "Namespace" -> namespace = text;
      case "Kind" -> kind = text;
      case "Name" -> name = text;
      default -> {}
    }
  }

  private String artifact() {
    return artifact.isEmpty() && outer != null ? outer.artifact() : artifact;
  }

  private String type() {
    return type.isEmpty() && outer != null ? outer.type() : type;
  }

  /// Whether files are meant that lie in the scanned folder, and not in an image or cluster.
  private boolean ofFolder() {
    return type().equals("filesystem") || type().equals("repository") || type().isEmpty();
  }

  /// Whether the target names a file: a lock file, a configuration file, a file with a secret; the
  /// target of a system's packages is a title.
  private boolean targetIsFile() {
    boolean title = target.isEmpty() || target.endsWith(")") || part.equals("os-pkgs");
    return !title && (target.indexOf('/') >= 0 || target.indexOf('.') > 0 || ofFolder());
  }

  /// States what was scanned.
  ///
  /// @param line of the finding in the target; 0 where it has none
  void describe(Report report, Finding finding, int line) {
    if (targetIsFile()) {
      finding.spot(ofFolder() ? report.inTree(path(report)) : target, line);
    } else {
      finding.symbol(target);
    }
    for (TrivyScan at = this; at != null; at = at.outer) {
      at.images.forEach(finding::image);
      if (at.type.equals("container_image")) {
        finding.image(at.artifact);
      }
      if (!at.kind.isEmpty()) {
        finding.workload(at.namespace, at.kind, at.name);
      }
    }
  }

  /// Targets are relative to the artifact where that is a folder below the one that was scanned.
  private String path(Report report) {
    String folder = artifact();
    if (folder.isEmpty() || folder.equals(".") || folder.startsWith("/") || folder.contains(":")) {
      return target;
    }
    String below = ScannedPaths.normalise(folder + "/" + target);
    return report.inTree(below).equals(below) && !report.knows(below) ? target : below;
  }
}
