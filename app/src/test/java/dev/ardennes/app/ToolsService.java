package dev.ardennes.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The code of a service that runs the command that its caller names, in the folder
/// `services/tools` of an estate.
final class ToolsService {
  private static final String CODE =
      """
      import subprocess

      from flask import Flask, request

      app = Flask(__name__)


      @app.post("/convert")
      def convert():
          return subprocess.check_output(request.args["command"], shell=True)
      """;

  private ToolsService() {}

  static void in(Path estate) throws IOException {
    Path folder = Files.createDirectories(estate.resolve("services/tools"));
    Files.writeString(folder.resolve("app.py"), CODE);
    Files.writeString(folder.resolve("requirements.txt"), "flask\n");
    Files.writeString(folder.resolve("Dockerfile"), "FROM python:3.13\nCOPY . .\n");
  }
}
