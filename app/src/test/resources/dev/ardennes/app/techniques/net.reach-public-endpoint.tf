# gains: reaches(web)
# entry: internet

resource "aws_apprunner_service" "web" {
  service_name = "web"
  network_configuration {
    ingress_configuration {
      is_publicly_accessible = true # silent: true => false
    }
  }
}
