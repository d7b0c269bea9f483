@echo off
rem Starts Ardennes from an unpacked zip, on the JDK 25 or later in JAVA_HOME or on the path.
setlocal
set "ARDENNES_JAVA=java.exe"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "ARDENNES_JAVA=%JAVA_HOME%\bin\java.exe"
rem Java before 25 does not know this option.
"%ARDENNES_JAVA%" -XX:+UseCompactObjectHeaders -version >nul 2>&1
if errorlevel 1 goto nojdk
"%ARDENNES_JAVA%" -XX:+UseSerialGC -XX:MaxRAMPercentage=70 -XX:+UseCompactObjectHeaders -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr %ARDENNES_JAVA_OPTS% -jar "%~dp0lib\ardennes.jar" %*
exit /b %errorlevel%
:nojdk
echo ardennes: needs a JDK 25 or later in JAVA_HOME or on the path. Install one, for example: 1>&2
echo   winget install EclipseAdoptium.Temurin.25.JDK 1>&2
exit /b 69
