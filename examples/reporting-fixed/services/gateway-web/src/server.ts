import cookieSession from "cookie-session";
import express from "express";
import { pinoHttp } from "pino-http";

import { pages, printPage } from "./print.js";

const secret = process.env.SESSION_SECRET;
if (!secret) {
  throw new Error("SESSION_SECRET is not set");
}

const app = express();
app.disable("x-powered-by");
app.set("trust proxy", 1);
app.use(pinoHttp());
app.use(cookieSession({ name: "northwind", secret, sameSite: "lax", secure: true, httpOnly: true }));
app.use(express.urlencoded({ extended: false, limit: "4kb" }));
app.use(express.static("public", { index: "index.html", maxAge: "1h" }));

app.get("/healthz", (_request, response) => {
  response.type("text").send("ok");
});

app.post("/print", async (request, response, next) => {
  const page = pages.get(String(request.body.page));
  if (!page) {
    response.sendStatus(404);
    return;
  }
  try {
    const report = await printPage(page);
    response.redirect(303, `https://reports.northwind.example/reports/${report.id}`);
  } catch (error) {
    next(error);
  }
});

app.listen(8080, () => {
  console.log("gateway-web listens on 8080");
});
