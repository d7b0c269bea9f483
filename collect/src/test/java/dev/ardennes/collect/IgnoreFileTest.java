package dev.ardennes.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IgnoreFileTest {
  /// Each case was checked against `git check-ignore`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "*.tfvars        | a/b.tfvars      | true",
        "*.tfvars        | a/b.tfvars.json | false",
        "/a.tf           | a.tf            | true",
        "/a.tf           | x/a.tf          | false",
        "build/          | build           | false",
        "build/          | build/          | true",
        "build/          | x/build/        | true",
        "x/build         | y/x/build       | false",
        "**/build        | y/x/build       | true",
        "**/build        | build           | true",
        "a/**            | a/b/c           | true",
        "a/**            | a/              | false",
        "a/**/z          | a/z             | true",
        "a/**/z          | a/b/c/z         | true",
        "a/*/z           | a/b/c/z         | false",
        "a**z            | abcz            | true",
        "a**/z           | abc/z           | true",
        "[a-c].tf        | b.tf            | true",
        "[!a-c].tf       | b.tf            | false",
        "[^a-c].tf       | d.tf            | true",
        "[]x].tf         | ].tf            | true",
        "a[/]b           | a/b             | false",
        "?.tf            | x.tf            | true",
        "?.tf            | xy.tf           | false",
        "\\#a            | #a              | true",
        "\\!a            | !a              | true",
        "#a              | #a              | false",
        "a.b             | axb             | false",
        "a+(b)           | a+(b)           | true",
        "foo\\*          | foo*            | true",
        "foo\\*          | foox            | false",
        "[               | [               | false",
      })
  void aPatternMeansWhatGitDocuments(String pattern, String path, boolean ignored) {
    IgnoreFile file = IgnoreFile.parse(".gitignore", "", pattern + "\n");
    boolean folder = path.endsWith("/");
    String plain = folder ? path.substring(0, path.length() - 1) : path;
    IgnoreRule rule = file.decide(plain, plain.substring(plain.lastIndexOf('/') + 1), folder);
    assertThat(rule != null && !rule.negated()).isEqualTo(ignored);
  }
}
