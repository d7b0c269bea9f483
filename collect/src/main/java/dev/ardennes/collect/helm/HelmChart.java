package dev.ardennes.collect.helm;

import dev.ardennes.collect.helm.value.Budget;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A chart in a scanned folder, which can be rendered. Nothing is kept between renderings.
public final class HelmChart {
  private static final int LARGEST_VALUES = 4 << 20;

  private final FileIndex index;
  private final String folder;

  HelmChart(FileIndex index, String folder) {
    this.index = index;
    this.folder = folder;
  }

  /// Its folder, relative to the scanned one; empty for that itself.
  public String folder() {
    return folder;
  }

  /// Renders the chart with its own values and the given ones, later files first; otherwise as
  /// `helm template` does.
  public Rendering render(List<ValueFile> values) {
    return render(RenderOptions.standard().withValues(values));
  }

  /// Renders the chart. Never throws: what goes wrong is a problem of the result.
  public Rendering render(RenderOptions options) {
    return render(options, Budget.Limits.DEFAULT);
  }

  Rendering render(RenderOptions options, Budget.Limits limits) {
    return new ChartRenderer(index, folder, options, new Budget(limits)).render();
  }

  /// A file of values in the scanned folder; empty where there is none that can be read.
  public Optional<ValueFile> valueFile(String path) {
    try {
      return index.tree().read(path, LARGEST_VALUES).map(text -> new ValueFile(path, text));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
