package dev.ardennes.collect.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ZapReaderTest {
  private static final String JSON =
      """
      {
        "@programName": "ZAP", "@version": "2.14.0",
        "site": [
          {
            "@name": "https://shop.example", "@host": "shop.example", "@port": "443", "@ssl": "true",
            "alerts": [
              {"pluginid": "40018", "alert": "SQL Injection", "riskcode": "3", "confidence": "2", "cweid": "89",
               "instances": [
                 {"uri": "https://user:pass@shop.example/item?id=1", "method": "GET", "param": "id", "attack": "1'"},
                 {"uri": "https://shop.example/item?id=2", "method": "GET", "param": "id"}]},
              {"pluginid": "10021", "name": "Header missing", "riskcode": "0", "confidence": "0", "cweid": "-1", "instances": []}
            ]
          }
        ]
      }
      """;

  private static final String XML =
      """
      <?xml version="1.0"?>
      <OWASPZAPReport programName="ZAP" version="2.14.0">
      <site name="https://shop.example" host="shop.example" port="443" ssl="true"><alerts>
      <alertitem>
        <pluginid>7</pluginid><alert>Remote File Inclusion &amp; more</alert><riskcode>2</riskcode><confidence>2</confidence>
        <instances>
          <instance><uri>https://shop.example/a</uri><method>POST</method><param>page</param></instance>
          <instance><uri>https://shop.example/b</uri><method>GET</method><param></param></instance>
        </instances>
        <cweid>98</cweid>
      </alertitem>
      </alerts></site>
      </OWASPZAPReport>
      """;

  @TempDir Path folder;

  @Test
  void alertsAreFindingsWithTheRequestsThatShowedThem() {
    Reported report = Reported.of(folder, "zap.json", JSON);
    assertThat(report.problems()).isEmpty();
    assertThat(report.all("reported"))
        .containsExactly("#1 | ZAP | 40018 | high", "#2 | ZAP | 10021 | info");
    assertThat(report.of(1, "finding_class")).containsExactly("sql-injection");
    assertThat(report.of(1, "finding_url")).containsExactly("GET | https://shop.example/item | id");
    assertThat(report.of(2, "finding_url")).containsExactly(" | https://shop.example | ");
    assertThat(report.of(2, "finding_suppressed"))
        .containsExactly("confidence | marked as a false positive");
  }

  @Test
  void xmlSaysTheSameInItsOwnForm() {
    Reported report = Reported.of(folder, "zap.xml", XML);
    assertThat(report.problems()).isEmpty();
    assertThat(report.all("reported")).containsExactly("#1 | ZAP | 7 | medium");
    assertThat(report.of(1, "finding_class")).containsExactly("code-injection");
    assertThat(report.of(1, "finding_url"))
        .containsExactly("GET | https://shop.example/b | ", "POST | https://shop.example/a | page");
    assertThat(report.collected().entities().getFirst().name())
        .isEqualTo("Remote File Inclusion & more");
    assertThat(report.first("reported").evidence().getFirst().line()).isEqualTo(4);
  }

  @Test
  void xmlWithEntitiesOfItsOwnIsRefused() throws Exception {
    Files.writeString(folder.resolve("secret.txt"), "the secret");
    String doctype =
        "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + folder.resolve("secret.txt").toUri() + "\">]>";
    String hostile =
        XML.replace("<OWASPZAPReport", doctype + "<OWASPZAPReport").replace("page", "&x;");
    Reported report = Reported.of(folder, "zap.xml", hostile);
    assertThat(report.findings()).isZero();
    assertThat(report.problems())
        .containsExactly("the report declares a document type and is not read");
    assertThat(report.collected().toString()).doesNotContain("the secret");
  }

  @Test
  void xmlThatGrowsBeyondMeasureIsRefused() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 \"aaaaaaaaaa\">");
    for (int i = 1; i < 30; i++) {
      bomb.append(
          "<!ENTITY a%d \"&a%d;&a%d;&a%d;&a%d;\">".formatted(i, i - 1, i - 1, i - 1, i - 1));
    }
    String hostile =
        XML.replace("<OWASPZAPReport", bomb + "]><OWASPZAPReport").replace("page", "&a29;");
    assertThat(Reported.of(folder, "zap.xml", hostile).problems())
        .containsExactly("the report declares a document type and is not read");
    String undeclared = XML.replace("page", "&x;");
    assertThat(Reported.of(folder, "zap.xml", undeclared).collected().facts())
        .noneMatch(fact -> fact.args().contains("page"));
  }

  @Test
  void xmlThatBreaksOffOrIsNestedTooDeeplyIsReadAsFarAsItGoes() {
    String second = XML.substring(0, XML.indexOf("</alerts>")) + "<alertitem><pluginid>8</plu";
    Reported report = Reported.of(folder, "zap.xml", second);
    assertThat(report.findings()).isEqualTo(1);
    assertThat(report.problems()).singleElement().asString().contains("breaks off");
    String deep = XML.replace("<cweid>98</cweid>", "<a>".repeat(100_000));
    assertThat(Reported.of(folder, "zap.xml", deep).problems())
        .singleElement()
        .asString()
        .contains("nested too deeply");
  }
}
