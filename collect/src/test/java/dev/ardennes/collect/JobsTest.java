package dev.ardennes.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ardennes.model.Collected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many paths are read at the same time.
final class JobsTest {
  @TempDir private Path folder = Path.of("");

  private List<Path> paths(int count) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path path = Files.createDirectory(folder.resolve("p" + i));
      Files.writeString(path.resolve("a.tf"), "");
      paths.add(path);
    }
    return paths;
  }

  /// Reads everything, and waits in it until so many read at the same time or a while has passed.
  private static final class Waiting implements Collector {
    private final AtomicInteger reading = new AtomicInteger();
    private final CountDownLatch others;
    private final long milliseconds;
    final AtomicInteger most = new AtomicInteger();

    Waiting(int others, long milliseconds) {
      this.others = new CountDownLatch(others);
      this.milliseconds = milliseconds;
    }

    @Override
    public String kind() {
      return "waiting";
    }

    @Override
    public List<SourceFile> recognise(SourceTree tree, Recognition recognition) {
      return tree.files();
    }

    @Override
    public Collected collect(SourceTree tree, List<SourceFile> files, String location) {
      most.accumulateAndGet(reading.incrementAndGet(), Math::max);
      others.countDown();
      try {
        boolean met = others.await(milliseconds, TimeUnit.MILLISECONDS);
        most.accumulateAndGet(met ? reading.get() : 0, Math::max);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      reading.decrementAndGet();
      return new Collected(
          tree.source(), kind(), location, 1, List.of(), List.of(), List.of(), List.of());
    }
  }

  @Test
  void oneJobReadsOnePathAfterTheOther() throws IOException {
    Waiting waiting = new Waiting(2, 20);
    List<Collected> read = Collect.run(paths(4), Limits.standard(), 1, List.of(waiting));
    assertThat(waiting.most).hasValue(1);
    assertThat(read.stream().map(Collected::source)).containsExactly("p0", "p1", "p2", "p3");
  }

  @Test
  void twoJobsReadTwoPathsAtTheSameTime() throws IOException {
    Waiting waiting = new Waiting(2, 60_000);
    Collect.run(paths(2), Limits.standard(), 2, List.of(waiting));
    assertThat(waiting.most).hasValue(2);
  }
}
