package dev.ardennes.conformance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ardennes.conformance.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/// `THIRD-PARTY.md` lists exactly the jars of others that are shipped, under licences that may be.
final class ThirdPartyTest {
  private static final List<String> LICENCES =
      List.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0");

  @Test
  void everyShippedJarIsListed() throws IOException {
    Path jar = Project.root().resolve("app/target/lib/ardennes.jar");
    assumeTrue(Files.exists(jar), "the program is not packaged yet: run ./build");
    assertThat(listed().keySet())
        .as("rows of THIRD-PARTY.md, against the class path of the shipped program")
        .containsExactlyInAnyOrderElementsOf(shipped(jar));
  }

  @Test
  void everyLicenceMayBeShipped() throws IOException {
    assertThat(listed().values()).isNotEmpty().allMatch(LICENCES::contains);
  }

  private static List<String> shipped(Path jar) throws IOException {
    try (JarFile program = new JarFile(jar.toFile())) {
      String classPath =
          program.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return Arrays.stream(classPath.split(" "))
          .filter(name -> !name.startsWith("ardennes-"))
          .toList();
    }
  }

  private static Map<String, String> listed() throws IOException {
    Map<String, String> licences = new TreeMap<>();
    for (String line : Files.readAllLines(Project.root().resolve("THIRD-PARTY.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length > 3 && cells[1].endsWith(".jar ")) {
        licences.put(cells[1].strip(), cells[2].strip());
      }
    }
    return licences;
  }
}
