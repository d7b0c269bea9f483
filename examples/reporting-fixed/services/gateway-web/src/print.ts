const reportingUrl = process.env.REPORTING_URL ?? "http://reporting-api.reporting";

export interface Page {
  url: string;
  title: string;
}

export interface Report {
  id: string;
  expires: string;
}

/** What can be printed from our own pages. */
export const pages: ReadonlyMap<string, Page> = new Map([
  ["prices", { url: "https://www.northwind.example/", title: "Prices" }],
  ["terms", { url: "https://www.northwind.example/terms.html", title: "Terms" }],
]);

/** Has the page printed; fails if that takes longer than half a minute. */
export async function printPage(page: Page): Promise<Report> {
  const answer = await fetch(`${reportingUrl}/reports`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url: page.url, title: page.title }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) {
    throw new Error(`reporting-api answered ${answer.status}`);
  }
  return (await answer.json()) as Report;
}
