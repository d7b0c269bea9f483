package com.northwind.reporting;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.springframework.stereotype.Component;

/** Lays out a page for paper. */
@Component
public class Renderer {
  private static final int LARGEST = 4 << 20;
  private static final List<String> NOT_ON_PAPER = List.of("nav", "script", "form", "video");

  private final int timeoutMillis;

  public Renderer(ReportingProperties properties) {
    this.timeoutMillis = Math.toIntExact(properties.pageTimeout().toMillis());
  }

  /** The PDF of the page that the request names. */
  public byte[] render(ReportRequest request) throws IOException {
    Document page = Jsoup.parse(fetch(request.url()), request.url());
    NOT_ON_PAPER.forEach(name -> page.select(name).remove());
    page.body().prependElement("h1").text(request.titleOrAddress());
    page.body().addClass(request.landscape() ? "landscape" : "portrait");
    return pdf(page);
  }

  /** What is behind the address: a page, or a text that is printed as it is. */
  private String fetch(String address) throws IOException {
    URL page = URI.create(address).toURL();
    // Longer pages are cut: nobody prints a hundred sheets.
    try (InputStream body = page.openStream()) {
      return new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8);
    }
  }

  private static byte[] pdf(Document page) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    // Text only: nothing else is fetched.
    builder.useUriResolver((base, address) -> null);
    builder.withW3cDocument(new W3CDom().fromJsoup(page), page.baseUri());
    builder.toStream(out);
    builder.run();
    return out.toByteArray();
  }
}
